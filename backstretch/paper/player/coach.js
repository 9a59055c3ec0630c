// The session under way: what is pressed, what is heard, what is kept. What is drawn of it stands in face.js.

class Coach {
  constructor(plan, session, resume) {
    coach = this;
    this.plan = plan;
    this.startSaid = {score: answers.score, reach: answers.reach};
    this.eased = 0;
    this.easier = new Set(); // the places in which the easier way was taken
    this.pressed = new Map();
    this.locks = [];
    const before = resume ? {index: facts.current.index, records: facts.current.records, active: facts.current.active} : null;
    this.run = new Run(plan.phases, watch.read(), before);
    this.entry = before ? facts.resumeEntry : newEntry(session, plan, this.startSaid, new Date());
    this.face = new Face(this);
    watch.look();
    this.keep();
    this.awake();
    this.lay(!!before);
    if (before) this.tell("ready", [page.spoken.goingOn, ...this.here]);
    else this.tell(this.phase.side || this.phase.kind, []);
    this.timer = setInterval(() => this.tick(), 100);
    this.tick();
  }
  get phase() { return this.run.phase; }
  get item() { return items[this.phase.item]; }
  get here() { return textsAt(this.phase.here); }
  get underWay() { return coach === this && !this.run.over; }
  now() { return watch.read(); }

  // Every press and every wake-up first sees what time it is: time that nobody saw is a gap.
  see() {
    const missing = watch.missing();
    if (missing && !this.run.over) {
      const seen = watch.seen;
      this.happened(this.run.gap(this.now(), seen, missing));
    }
    watch.look();
  }
  // `name` is of a button that counts again only after a while without it.
  act(then, name = "") {
    if (!this.underWay) return;
    const now = this.now(), last = this.pressed.get(name) ?? -Infinity;
    if (name) this.pressed.set(name, now);
    if (name && now - last < AGAIN_SECONDS) return;
    sound.unlock();
    this.see();
    const events = then();
    if (events) this.happened(events);
    this.tick();
  }
  tick() {
    if (!this.underWay) return;
    this.see();
    this.happened(this.run.advance(this.now()));
    if (!this.underWay) return;
    this.hear();
    this.face.draw();
  }
  happened(events) {
    if (!events || !events.length) return;
    for (const event of events) {
      if (event.what === "began") this.keep();
      if (event.what === "began" || event.what === "jumped") this.lay(event.what === "jumped");
    }
    const last = events[events.length - 1], stands = this.run.state;
    if (last.what === "over") return this.finish();
    if (last.what === "paused") {
      this.gapSeconds = last.missing;
      this.tell("paused", [page.spoken.paused]);
      this.keep();
    } else if (last.what === "getting-ready") {
      this.heard = this.due.filter((each) => each.at < this.run.elapsed(this.now()) - 1e-4).length;
      this.tell("ready", [page.spoken.goingOn, ...this.here]);
    } else if (last.what === "jumped" && stands === "paused") this.tell(null, this.here);
    else if (last.what === "jumped" && stands === "getting-ready") this.tell("ready", [page.spoken.goingOn, ...this.here]);
    else this.tell(this.phase.side || this.phase.kind, []);
  }

  // What is heard.

  tell(tone, texts) {
    sound.give(tone, texts);
    if (texts.length) said(this.run.at(this.now()), texts.join(" "));
  }
  // What is to be heard in this phase, in order.
  lay(jumped) {
    const phase = this.phase, easier = this.easier.has(phase.place);
    const lines = page.lines[jumped ? phase.skipped : phase.said];
    this.due = lines.map(([at, seconds, kind, text]) => ({at, seconds, kind: page.strings[kind], text: page.texts[text]}))
      .filter((line) => !easier || !["cue", "holding", "part"].includes(line.kind));
    if (easier && this.item.easier && phase.kind === "hold" && !this.toldEasier) {
      this.toldEasier = true;
      this.due.push({at: 2.5, seconds: 0, kind: "cue", text: this.item.easier});
      this.due.sort((a, b) => a.at - b.at);
    }
    this.heard = 0;
    this.ticked = this.run.elapsed(this.now());
  }
  hear() {
    if (this.run.state !== "running") return;
    const now = this.run.elapsed(this.now()), phase = this.phase, length = this.run.length();
    const limit = length - (length >= 8 ? 3 : 0);
    while (this.heard < this.due.length && this.due[this.heard].at <= now + 1e-4) {
      const line = this.due[this.heard++];
      const free = phase.untilKey || ["breath", "part"].includes(line.kind);
      if (now > line.at + 1 || !(free || line.at + line.seconds <= limit + 1e-4)) continue;
      sound.give(null, pieces(line.text), {cut: false});
      said(phase.start + line.at, line.text);
    }
    this.hearTones(now, length);
    this.ticked = now;
  }
  hearTones(now, length) {
    const phase = this.phase, passed = (at) => this.ticked + 5e-6 < at && at <= now + 5e-6 && now <= at + 0.5;
    const tone = (name) => sound.give(name, [], {cut: false});
    if (!phase.untilKey) {
      const halfway = phase.kind === "hold" && length >= 15 && this.due.some((line) => line.kind === "halfway");
      if (halfway && passed(length / 2)) tone("halfway");
      if (length >= 8) for (const left of [3, 2, 1]) if (passed(length - left)) tone("count");
    }
    if (phase.paced === null) return;
    for (const [share, way] of [[0, "in"], [IN_SHARE, "out"]]) {
      const at = (Math.floor(now / this.plan.breath - share + 1e-6) + share) * this.plan.breath;
      if (at >= phase.tones - 1e-6 && at < (phase.untilKey ? LONGEST : length) - 1e-4 && passed(at)) tone(way);
    }
  }
  tellTime() {
    const left = this.run.sessionLeft(this.now()), minutes = Math.floor(left / 60 + 0.5);
    const text = page.timesLeft[left < 45 ? 0 : Math.min(page.timesLeft.length - 1, Math.max(1, minutes))];
    sound.give(null, [text], {cut: false});
    said(this.run.at(this.now()), text);
  }

  // What is asked over the session: it stands still meanwhile, and goes on as before.

  open(title, text, choices, kind = "choices") {
    this.goesOn = this.goesOn || this.run.state !== "paused";
    this.happened(this.run.pause(this.now()));
    this.face.ask(title, text, choices.map(([label, then]) => button(label, () => this.answer(then), "choice")), kind);
  }
  answer(then) {
    if (!this.underWay) return;
    this.see();
    then();
    if (this.underWay) this.tick();
  }
  shut() {
    this.face.shut();
    const goes = this.goesOn;
    this.goesOn = false;
    if (goes) this.happened(this.run.resume(this.now()));
  }
  quit() { this.happened(this.run.quit(this.now())); }
  leave() { this.open("End the session early?", [], [["Go on", () => this.shut()], ["End it here", () => this.quit()]]); }
  easeOff() {
    this.goesOn = this.goesOn || this.run.state !== "paused";
    this.eased++;
    this.happened(this.run.pause(this.now()));
    Object.assign(this, {easedPlace: this.phase.place, easedItem: this.item});
    this.happened(this.run.ease(this.now()));
    if (!this.run.over) this.askEase();
  }
  askEase() {
    const place = this.easedPlace, {easier} = this.easedItem;
    const takeEasier = () => {
      this.easier.add(place);
      this.toldEasier = false;
      this.lay(false);
      this.shut();
    };
    const skip = () => {
      this.happened(this.run.skipPlace(this.now(), place));
      if (!this.run.over) this.shut();
    };
    this.open(W.ease.title, [this.eased > 1 ? W.ease.again : W.ease.text, `${W.pain.sharp} The red button stops at once.`], [
      ["Go on with the next one", () => this.shut()], ...(easier ? [[`Take the easier way: ${easier}`, takeEasier]] : []),
      ["Skip this exercise", skip], ["Say how strong it is, 0 to 10", () => this.askScore(true)], ["End the session", () => this.quit()]]);
  }
  askScore(eased) {
    this.open(W.pain.question, [`${W.pain.sharp} The red button stops at once.`], [
      ...SCORES.map(([label, n]) => [label, () => this.scored(n, eased)]), ["No answer", () => this.shut()]], "scores");
    sound.give(null, [page.spoken.pain]);
  }
  scored(score, eased) {
    this.entry.run.pain_during = Math.max(score, this.entry.run.pain_during ?? score);
    const verdict = judge({score, kinds: [], reach: null}, this.startSaid, page.limits);
    if (verdict === "stop") return this.stop(score);
    if (verdict === "ease") return eased ? this.askEase() : this.easeOff();
    this.shut();
  }
  askReach() {
    this.open(W.stop.reach, [], [...REACHES.map((reach) => [W.reach[reach], () => this.reached(reach)]), [W.reach.unsaid, () => this.shut()]]);
  }
  // Further down than at the start stops; further up is said, and nothing more.
  reached(reach) {
    this.entry.run.reach_after = reach;
    if (judge({score: null, kinds: [], reach}, this.startSaid, page.limits) === "stop") return this.stop();
    this.shut();
    const up = depth(reach) < depth(this.startSaid.reach);
    said(this.run.at(this.now()), up ? W.reach.further_up : fill(W.reach.noted, {reach: W.reach[reach]}));
  }
  // What means nothing else pauses, and never resumes; where a hold lasts until it is said to be done, it says so.
  other() {
    const {run} = this;
    if (run.state === "running" && this.phase.untilKey) return run.done(this.now());
    return run.state === "paused" ? null : run.pause(this.now());
  }

  // What is kept.

  async awake() {
    try {
      const lock = await navigator.wakeLock.request("screen");
      this.locks.push(lock);
      if (!this.underWay) this.sleep();
    } catch { /* the browser has none, or refuses */ }
  }
  sleep() { for (const lock of this.locks.splice(0)) lock.release().catch(() => {}); }
  // What was done so far, on disk: a page that is closed loses at most the phase in hand.
  keep() {
    const now = this.now(), run = this.run, entry = this.entry.run, date = new Date();
    Object.assign(entry, {holds: holdsOf(run, now), ended_at: local(date), active_seconds: micro(run.activeSeconds(now)),
      next_phase: run.index, changed_at: utc(date)});
    if (run.over) entry.outcome = outcomeOf(run, this.entry);
    const stored = store.put(this.entry);
    const current = {id: this.entry.id, plan: this.plan.number, index: run.index, records: {...run.records}, active: entry.active_seconds};
    store.write((data) => { data.current = run.over ? null : current; });
    return stored;
  }
  // Sharp pain: frozen, silent, on disk, and then the screen.
  stop(score = null) {
    if (this.run.state === "stopped") return;
    const now = this.now(), missing = watch.missing();
    if (missing && !this.run.over) this.run.gap(now, watch.seen, missing);
    this.run.stop(now);
    sound.cut();
    this.close();
    const stored = this.writeStop(score), out = this.run.held(now).wayOut;
    sound.give("stop", [firstSpoken(out), page.spoken.stopped]);
    escalation(this.entry, stored, firstWords(out), this.startSaid);
  }
  // On the summary: what is said there would have stopped it.
  stopLater(score, kind = null) {
    const stored = this.writeStop(score, kind);
    sound.cut();
    sound.give("stop", [firstSpoken(null), page.spoken.stopped]);
    escalation(this.entry, stored, firstWords(null), this.startSaid);
  }
  writeStop(score, kind = null) {
    const later = this.run.state === "finished", {step, exercise, side, rep} = this.phase;
    const leg = newInLeg(this.entry.run.reach_after, this.startSaid.reach) ? "leg" : null;
    this.entry.stop = stopRecord({at_seconds: micro(this.run.at(this.now())), step, kind: kind || leg, score,
      ...(later ? {} : {exercise, side, rep})});
    this.run.state = "stopped";
    return this.keep();
  }
  close() {
    clearInterval(this.timer);
    this.sleep();
    document.body.dataset.kind = "";
  }
  finish() {
    if (this.run.state === "stopped") return;
    this.close();
    this.keep();
    const lines = page.lines[this.plan.after].map((line) => [line[0], page.texts[line[3]]]);
    if (this.run.state === "finished") {
      sound.give("done", lines.flatMap((line) => pieces(line[1])));
      saidInARow(lines.map(([at, text]) => [this.plan.seconds + at, text]));
    } else sound.give("done", [page.spoken.ended, ...textsAt(this.phase.up)]);
    summary(this);
  }
}
