// What is drawn of a session under way: as large as the screen takes it.

class Face {
  constructor(coach) {
    this.coach = coach;
    const free = () => coach.act(() => coach.other());
    this.word = h("span", {className: "word"});
    this.side = h("span", {className: "side"});
    this.digits = h("div", {className: "digits", role: "timer", "aria-live": "off", onclick: free});
    this.name = h("h1", {className: "name"});
    coach.caption = h("p", {className: "caption", "aria-hidden": "true"});
    this.cues = h("ul", {className: "cues"});
    this.next = h("p", {className: "next"});
    this.bar = h("progress", {max: coach.plan.seconds, value: 0, "aria-label": "How far the session is"});
    this.dialog = h("div", {className: "dialog", hidden: true, role: "dialog", "aria-modal": "true", "aria-labelledby": "asked"});
    this.row = h("div", {className: "buttons"}, this.buttons());
    show("coach", h("div", {className: "head", onclick: free}, this.word, this.side), this.digits, this.name,
      h("div", {className: "figure", onclick: free}, figure.svg), coach.caption, this.cues, this.next, this.bar,
      this.row, stopButton(), this.dialog);
    figure.id = null;
  }
  // The keys of the coach, in the order in which they are needed.
  buttons() {
    const {coach} = this, {run} = coach, now = () => coach.now();
    const small = (label, key, then, name = label) =>
      h("button", {type: "button", "aria-keyshortcuts": key, "data-key": key.toLowerCase(), onclick: () => coach.act(then, name)}, label);
    this.pauseButton = small("Pause", "Space", () => run.state === "paused" ? run.resume(now()) : run.pause(now()));
    this.doneButton = small("Done", "Enter", () => run.done(now()));
    this.pauseButton.className = "pause";
    this.doneButton.className = "done";
    this.soundButton = small("Sound off", "M", () => this.toggleSound());
    this.voiceButton = small("Voice off", "V", () => this.toggleVoice());
    this.showSound();
    return [this.pauseButton, this.doneButton, small("Back", "B", () => run.back(now())), small("Next", "N", () => run.skip(now())),
      small("Undo", "U", () => run.undo(now()), ""), small("Ease off", "E", () => coach.easeOff()),
      small("Pain", "P", () => coach.askScore(false)), small("Where", "R", () => coach.askReach()),
      small("Time left", "T", () => coach.tellTime()), small("+5 s", "+", () => run.nudge(now(), 5), ""),
      small("−5 s", "-", () => run.nudge(now(), -5), ""), this.voiceButton, this.soundButton, small("End", "Q", () => coach.leave())];
  }
  toggleSound() {
    sound.muted = !sound.muted;
    if (sound.muted) sound.cut();
    this.showSound();
  }
  toggleVoice() {
    sound.voice = !sound.voice;
    if (!sound.voice) sound.cut();
    this.showSound();
  }
  showSound() {
    put(this.soundButton, sound.muted ? "Sound on" : "Sound off");
    put(this.voiceButton, sound.voice ? "Voice off" : "Voice on");
  }

  // What is asked over it: nothing behind it can be pressed but the red button, which stands over it too.
  ask(title, text, choices, kind) {
    const heading = h("h2", {tabIndex: -1, id: "asked"}, title);
    this.dialog.replaceChildren(heading, ...text.map((each) => p(each)), h("div", {className: kind}, choices), stopButton());
    this.dialog.hidden = false;
    for (const each of app.children) each.inert = each !== this.dialog;
    drawnAt = watch.read();
    heading.focus();
  }
  shut() {
    this.dialog.hidden = true;
    for (const each of app.children) each.inert = false;
    this.name.focus({preventScroll: true});
  }

  draw() {
    const {coach} = this, {run, phase, item} = coach, now = coach.now(), elapsed = run.elapsed(now), side = item.side || phase.side;
    document.body.dataset.kind = run.state === "paused" ? "paused" : phase.kind;
    document.body.dataset.side = side || "none";
    put(this.word, this.largeWord(elapsed));
    put(this.side, side ? side.toUpperCase() : "");
    put(this.digits, this.time(now));
    this.digits.style.setProperty("--letters", this.digits.textContent.length);
    put(this.name, phase.kind === "hold" && item.reps > 1 ? `${item.name}, ${phase.rep} of ${item.reps}` : item.name);
    this.drawCues();
    put(this.next, this.what());
    this.bar.value = run.at(now);
    put(this.pauseButton, run.state === "paused" ? "Go on" : "Pause");
    this.doneButton.hidden = !phase.untilKey;
    this.row.classList.toggle("ends", phase.untilKey);
    if (this.figureAt === undefined || now - this.figureAt > 0.06 || run.state !== "running") this.drawFigure(now, elapsed, side);
  }
  largeWord(elapsed) {
    const {run, phase, item, plan} = this.coach;
    if (run.state === "paused") return "PAUSED";
    if (phase.kind !== "hold") return phase.kind.toUpperCase();
    const part = Math.min(item.parts.length - 1, Math.floor(elapsed / phase.seconds * item.parts.length + 1e-6));
    if (item.parts.length) return item.parts[part][0].toUpperCase();
    if (phase.paced !== null && elapsed >= phase.paced - 1e-4) return (elapsed / plan.breath + 1e-6) % 1 < IN_SHARE ? "IN" : "OUT";
    return item.does.toUpperCase();
  }
  time(now) {
    const {run, phase} = this.coach;
    if (run.state === "getting-ready") return String(Math.ceil(run.readyUntil - now));
    return phase.untilKey ? clock(Math.floor(run.elapsed(now))) : clock(run.left(now));
  }
  drawCues() {
    const {phase, item, easier} = this.coach;
    const cues = phase.kind === "hold" ? [item.into, item.holding] : phase.kind === "release" ? [item.out] : item.cues;
    const shown = (easier.has(phase.place) && item.easier ? [item.easier] : cues).filter(Boolean);
    if (this.shown === shown.join("\n")) return;
    this.shown = shown.join("\n");
    this.cues.replaceChildren(...shown.map((cue) => h("li", {}, cue)));
  }
  // What comes next, or how long the page was away.
  what() {
    const {run, item, gapSeconds} = this.coach, coming = run.phases[run.index + 1];
    if (run.state === "paused" && gapSeconds > 0) return `${Math.round(gapSeconds)} s passed that this page did not see. They do not count.`;
    if (!coming) return "Then the session ends.";
    const {name} = items[coming.item];
    return `Next: ${coming.kind}${name === item.name ? "" : `, ${name}`}`;
  }
  drawFigure(now, elapsed, side) {
    const {run, phase, item, plan} = this.coach, before = run.phases[run.index - 1];
    const afterHold = !!before && before.place === phase.place && before.kind === "hold";
    this.figureAt = now;
    figure.show(item.pose, {kind: phase.kind, seconds: run.length(), planned: phase.seconds, afterHold, side, breath: plan.breath,
      places: item.places?.length ? item.places : [1]}, elapsed);
  }
}
