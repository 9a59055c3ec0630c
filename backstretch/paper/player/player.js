// The page: the questions before, the session, the stop, the summary. All text is put in as text, never as markup.

const page = JSON.parse(document.getElementById("page").textContent);
const W = page.words, sound = new Sound(page.clips, page.tones), store = new Storage_(), figure = new Figure(page.figures);
const app = document.getElementById("app"), live = document.getElementById("live"), watch = new Watch();
const fill = (text, values = {}) => text.replace(/\{(\w+)\}/g, (gap, name) => values[name] ?? gap);
const capital = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);
const clock = (seconds) => { const s = Math.ceil(seconds - 1e-6); return `${Math.floor(s / 60)}:${String(s % 60).padStart(2, "0")}`; };
const pieces = (text) => text.startsWith("Next: ") ? ["Next:", text.slice(6)] : [text];
const emergencyLine = () => fill(W.stop.emergency, {emergency: capital(page.emergency) + "."});
const helpFor = (ticked) => {
  const tier = worstTier(W.signs, ticked);
  return tier ? [fill(W.help[tier], {emergency: page.emergency}), ...(tier === "tell" ? [] : page.advice)] : [];
};

let coach = null; // the run under way, with what is shown of it
let screen = ""; // what is on the screen: the keys ask

function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name in element && name !== "role") element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children.flat(9).filter((child) => child !== null && child !== ""));
  return element;
}
const p = (text, kind = "") => text ? h("p", {className: kind}, text) : null;
const button = (label, then, kind = "") => h("button", {type: "button", className: kind, onclick: then}, label);
function show(name, ...children) {
  screen = name;
  document.body.dataset.screen = name;
  app.replaceChildren(...children.flat(9).filter((child) => child !== null));
  scrollTo(0, 0);
  const first = app.querySelector("h1");
  if (first) { first.tabIndex = -1; first.focus({preventScroll: true}); }
}
const stopButton = () => h("button", {type: "button", className: "stop", onpointerdown: sharpPain, onclick: sharpPain}, "STOP: sharp pain");

// What is asked before.

const facts = {}, answers = {};
function begin() {
  coach = null;
  const data = store.data, now = new Date(), open = store.openStop(), last = store.lastStop();
  const age = data.answeredOn ? (now - new Date(data.answeredOn)) / 86400000 : Infinity;
  const asked = data.runs.filter((entry) => entry.run.holds.length).sort((a, b) => a.run.started_at < b.run.started_at ? -1 : 1);
  const lastRun = asked[asked.length - 1];
  const worse = () => asked.filter((entry) => entry.run.next_day_asked).slice(-2);
  Object.assign(facts, {
    unkept: !store.kept, noticeDue: !store.kept || !(age >= 0 && age < YEAR_DAYS), keptSigns: blocks(W.signs, data.signs),
    openStop: !!open || !store.kept, stop: open, stopInLeg: !!open && open.stop.kind === "leg",
    firstAfterStop: !!last && !!last.stop.cleared_at && !data.runs.some((entry) => Date.parse(entry.run.started_at) > Date.parse(last.stop.cleared_at)),
    lastRun, asksNextDay: !!lastRun && !lastRun.run.next_day_asked && lastRun.run.ended_at.slice(0, 10) < dayOf(now),
    worseTwice: () => worse().length === 2 && worse().every((entry) => entry.run.next_day === "worse") && !!lastRun && lastRun.run.next_day_asked,
    lastReach: data.lastReach, wasBelowTheKnee: data.belowTheKnee, resumable: false,
  });
  Object.assign(answers, {kept: null, signsAsked: false, blocked: false, notice: false, settled: null, advised: null, nextDay: null,
    gentlest: null, checkedIn: false, score: null, reach: null, instead: null, resume: null, sharpPain: false,
    cautions: data.cautions, rotations: data.rotations});
  const done = unsaved().length ? [button("Save what was done", save, "quiet")] : [];
  show("start", h("h1", {}, page.sessions.session.title), p(page.sessions.session.summary), p(W.notice.paragraphs[0], "small"),
    store.kept ? null : p("This browser keeps nothing for this page, so everything is asked each time.", "small"),
    button("Begin", () => { sound.unlock(); next(); }, "main"), done, putBack(), stopButton());
}
function next() {
  if (answers.checkedIn) findResumable();
  const step = nextStep(facts, answers);
  if (step.ask) asks[step.ask]();
  else if (step.refuse) refuse(step.refuse);
  else ready(step);
}
function choose(title, text, choices, then) {
  show("question", h("h1", {}, title), text.map((each) => p(each)),
    choices.map(([label, value]) => button(label, () => then(value), "choice")), stopButton());
}
const asks = {
  keptSigns() {
    const names = W.signs.filter((sign) => store.data.signs.includes(sign.id)).map((sign) => sign.short).join("; ");
    choose(W.kept_signs.title, [`${W.kept_signs.ticked} ${names}.`, ...helpFor(store.data.signs), W.kept_signs.question],
      [[W.kept_signs.seen, "seen"], [W.kept_signs.not_yet, "not_yet"], [W.kept_signs.mistake, "mistake"]], (kept) => {
        answers.kept = kept;
        if (kept === "seen") store.write((data) => { data.signs = []; });
        next();
      });
  },
  notice() {
    const ticks = new Set(answers.cautions);
    let rotations = answers.rotations;
    const told = h("p", {className: "told", role: "status"});
    const go = button("None of these applies to me", accept, "main");
    const changed = () => {
      go.textContent = ticks.size ? "Go on with what I ticked" : "None of these applies to me";
      told.textContent = ticks.size ? W.notice.ticked : "";
    };
    function accept() {
      Object.assign(answers, {notice: true, cautions: [...ticks], rotations});
      store.write((data) => Object.assign(data, {answeredOn: dayOf(new Date()), cautions: [...ticks], rotations}));
      next();
    }
    const row = ([id, question]) => tick(question, ticks.has(id), (on) => { on ? ticks.add(id) : ticks.delete(id); changed(); });
    const list = page.mine ? [] : [h("h2", {}, W.notice.question.split(" Enter")[0]), page.cautions.map(row),
      tick(W.notice.rotations, rotations, (on) => { rotations = on; }), told,
      p("Your answers stay in this browser. They only decide what is left out.", "small")];
    if (page.mine) go.textContent = "Go on";
    show("notice", h("h1", {}, W.notice.title), p(W.notice.paragraphs[0]), p(W.notice.paragraphs[1]),
      p("Stop when something hurts. During a session the red button stops everything at once."), list, go, stopButton());
    if (!page.mine) changed();
  },
  gate() {
    const key = answers.settled === null ? "settled" : "advised", stop = facts.stop;
    const name = stop && stop.stop.exercise ? ` (${page.names[stop.stop.exercise] || stop.stop.exercise})` : "";
    const intro = stop ? fill(W.after_stop.intro, {date: stop.stop.stopped_at.slice(0, 10), exercise: name})
      : "This browser keeps nothing, so nobody knows whether pain stopped your last session. If one did:";
    const choices = [["Yes", true], ["No", false]];
    if (!stop) choices.unshift(["No session of mine was stopped for pain", "none"]);
    choose(W.after_stop.title, [intro, W.after_stop[key]], choices, (yes) => {
      if (yes === "none") Object.assign(answers, {settled: true, advised: true}), facts.openStop = false;
      else answers[key] = yes;
      if (answers.settled && answers.advised && stop) {
        store.write((data) => { for (const each of data.runs) if (each.id === stop.id) Object.assign(each.stop, {cleared_at: utc(new Date()), changed_at: utc(new Date())}), each.run.changed_at = each.stop.changed_at; });
      }
      next();
    });
  },
  nextDay() {
    choose(W.next_day.title, [], ["better", "same", "worse", "unsaid"].map((day) => [W.next_day[day], day]), (day) => {
      answers.nextDay = day;
      Object.assign(facts.lastRun.run, {next_day: day === "unsaid" ? null : day, next_day_asked: true, changed_at: utc(new Date())});
      store.put(facts.lastRun);
      next();
    });
  },
  gentlest() {
    choose(W.next_day.title, [W.next_day.worse_twice], [["Go on, at the lowest level", "yes"], [W.instead.nothing, "no"]], (yes) => {
      answers.gentlest = yes;
      if (yes === "no") return begin();
      next();
    });
  },
  signs() { signList(["emergency", "same_day", "tell"], (ticked) => {
    answers.signsAsked = true;
    answers.blocked = blocks(W.signs, ticked);
    store.write((data) => { data.signs = ticked.filter((id) => blocks(W.signs, [id])); });
    next();
  }); },
  checkIn() {
    const scores = h("div", {className: "scores", role: "group", "aria-label": W.check_in.pain});
    const reaches = h("div", {className: "choices", role: "group", "aria-label": W.stop.reach});
    pick(scores, Array.from({length: 11}, (_, n) => [String(n), n]), (value) => { answers.score = value; });
    pick(reaches, REACHES.map((reach) => [W.reach[reach], reach]), (value) => { answers.reach = value; });
    const plan = planFor("session", facts.openStop || facts.firstAfterStop);
    const told = typeof plan === "string" ? [p(plan, "told")] : [...plan.leftOut.map((note) => p(page.notes[note])), p(plan.ready),
      p(`It takes ${clock(plan.seconds)}.`)];
    if (facts.openStop || facts.firstAfterStop) told.push(p(W.after_stop.goes_on));
    show("check-in", h("h1", {}, W.check_in.title), h("h2", {}, W.check_in.pain), scores, p(W.check_in.unanswered, "small"),
      h("h2", {}, W.stop.reach), reaches, h("h2", {}, W.check_in.signs),
      button("Yes, show me the list", () => asks.signs(), "choice"),
      button("None of these: go on", () => {
        answers.checkedIn = true;
        store.write((data) => {
          if (answers.reach) data.lastReach = answers.reach;
          data.belowTheKnee = data.belowTheKnee || BELOW_THE_KNEE.includes(answers.reach);
        });
        next();
      }, "main"), told,
      p("Keep the telephone within reach. If you cannot reach it, stop moving first and press when you can."), stopButton());
  },
  instead() {
    const gate = facts.openStop && (answers.settled === false || answers.advised === false);
    const choices = [[W.instead.breathe, "breathing"], ...(mayWalk(facts, answers) ? [[W.instead.walk, "walking"]] : []), [W.instead.nothing, "nothing"]];
    choose(gate ? W.after_stop.title : W.instead.title, gate ? [W.after_stop.refused, ...page.advice, W.instead.open] : [W.instead.text], choices,
      (value) => { answers.instead = value; next(); });
  },
  resume() {
    const phase = facts.resumePlan.phases[facts.current.index];
    choose(W.resume.title, [fill(W.resume.text, {step: phase.step, name: page.items[phase.item].name})],
      [["Go on there", true], ["Start from the beginning", false]], (yes) => { answers.resume = yes; next(); });
  },
};
function tick(label, on, then) {
  const box = h("input", {type: "checkbox", checked: on, onchange: () => then(box.checked)});
  return h("label", {className: "tick"}, box, h("span", {}, label));
}
function pick(group, choices, then) {
  for (const [label, value] of choices) {
    const one = button(label, () => {
      const on = one.getAttribute("aria-pressed") !== "true";
      for (const each of group.children) each.setAttribute("aria-pressed", String(on && each === one));
      then(on ? value : null);
    });
    one.setAttribute("aria-pressed", "false");
    group.append(one);
  }
}
function signRows(tiers, ticked, changed) {
  return tiers.map((tier) => [h("h2", {}, W.stop[`${tier}_title`]), W.signs.filter((sign) => sign.tier === tier).map((sign) =>
    tick(sign.text, ticked.has(sign.id), (on) => { on ? ticked.add(sign.id) : ticked.delete(sign.id); changed(); }))]);
}
function signList(tiers, then) {
  const ticked = new Set(), told = h("div", {role: "status"});
  const go = button("None of these", () => then([...ticked]), "main");
  const changed = () => {
    told.replaceChildren(...helpFor([...ticked]).map((line) => p(line, "told")));
    go.textContent = ticked.size ? "Go on with what I ticked" : "None of these";
  };
  show("signs", h("h1", {}, "Is any of these new?"), told, p(emergencyLine()), signRows(tiers, ticked, changed), go, stopButton());
}
function refuse(why) {
  if (why === "sharp") return advice();
  const lines = {signs: helpFor(store.data.signs.length ? store.data.signs : W.signs.filter((sign) => sign.tier === "same_day").map((sign) => sign.id)),
    gate: [W.after_stop.refused], declined: [], }[why] || [];
  show("refused", h("h1", {}, W.check_in.blocked), lines.map((line) => p(line, "told")), p(emergencyLine()), button("Back", begin, "choice"), stopButton());
}
function putBack() {
  const found = store.openStop() ? [] : store.hurt();
  return found.map((exercise) => h("div", {className: "card"}, p(`${page.names[exercise] || exercise} is left out.`), p(W.after_stop.put_back, "small"),
    button("Put it back", () => {
      store.write((data) => { for (const each of data.runs) if (each.stop && each.stop.exercise === exercise) Object.assign(each.stop, {put_back: true, changed_at: utc(new Date())}), each.run.changed_at = each.stop.changed_at; });
      begin();
    }, "quiet")));
}

// Which plan: the program made one for each set of cautions.

function bitsOf(ids, rotations) {
  if (page.mine) return page.first;
  return page.bits.reduce((bits, id, n) => bits | (id === "rotation" ? !rotations : ids.includes(id)) << n, 0);
}
function planFor(way, lowest) {
  const found = page.ways[way === "session" && lowest ? "lowest" : way];
  const here = found.plans[found.groups[bitsOf(answers.cautions, answers.rotations) - page.first]];
  let number = here[""];
  const hurt = way === "session" ? store.hurt().filter((id) => !page.hurt.includes(id) && touches(number, id)) : [];
  if (hurt.length === 1) number = here[hurt[0]];
  if (hurt.length > 1 || number === undefined) return "This file cannot leave out all that hurt and what your ticks touch together. Ask for a new file, made for you with --for-me.";
  return typeof number === "string" ? number : laidOut(number);
}
// Whether an exercise is in a plan, or would be if nothing were ticked: what hurt elsewhere changes nothing here.
function touches(number, id) {
  const written = page.ways.session.plans.some((plans) => id in plans);
  return written || (typeof number === "number" && laidOut(number).phases.some((phase) => phase.exercise === id));
}
function laidOut(number) {
  const plan = page.plans[number];
  if (plan.phases) return plan;
  let start = 0;
  plan.number = number;
  plan.phases = plan.passages.flatMap((passage, place) => page.passages[passage].map((at) => {
    const values = page.phases[at], phase = {place, start};
    page.phaseKeys.forEach((key, n) => { phase[key] = values[n]; });
    start = Math.round((start + phase.seconds) * 1e6) / 1e6;
    return phase;
  }));
  return plan;
}
function findResumable() {
  const current = store.data.current, plan = planFor("session", false);
  const entry = current && store.data.runs.find((each) => each.id === current.id);
  const fresh = entry && entry.run.outcome === "interrupted" && !entry.stop && entry.run.sha256 === page.sessions.session.sha256
    && Math.abs(Date.now() - Date.parse(entry.run.ended_at)) < 3600000;
  Object.assign(facts, {current, resumeEntry: entry, resumePlan: plan,
    resumable: !!fresh && typeof plan !== "string" && plan.number === current.plan && current.index < plan.phases.length});
}

// The way down, and the session.

function ready(step) {
  const plan = planFor(step.go, step.afterStop);
  if (typeof plan === "string") return show("refused", h("h1", {}, W.check_in.blocked), p(plan, "told"), button("Back", begin, "choice"), stopButton());
  sound.prepare(textsOf(plan));
  const lines = page.lines[plan.before].map((line) => page.texts[line[3]]);
  const start = () => { sound.unlock(); new Coach(plan, step); };
  if (!lines.length || step.resume) return start();
  show("down", h("h1", {}, "Getting down"), lines.slice(0, -1).map((line) => p(line)), p("Press Start when you are in position."), p(plan.ready),
    button("Start", start, "main"), stopButton());
  sound.give(null, lines.slice(0, -1));
  for (const line of page.lines[plan.before].slice(0, -1)) said(line[0], page.texts[line[3]]);
}
function textsOf(plan) {
  const lines = [plan.before, plan.after, ...plan.phases.flatMap((phase) => [phase.said, phase.skipped])];
  const all = new Set([...lines.flatMap((line) => page.lines[line].map((each) => each[3])), ...plan.phases.flatMap((phase) => [...phase.here, ...phase.up])]);
  return [...new Set([...Object.values(page.spoken), ...[...all].flatMap((n) => pieces(page.texts[n]))])];
}
// Shown, and read by a screen reader where the voice does not speak it already.
function said(at, text) {
  if (coach) coach.caption.textContent = text;
  if (!sound.speaks() || !pieces(text).every((each) => sound.has(each))) live.textContent = text;
  document.dispatchEvent(new CustomEvent("said", {detail: {at, text}}));
}

class Coach {
  constructor(plan, step) {
    coach = this;
    this.plan = plan;
    this.limits = page.limits;
    this.startSaid = {score: answers.score, reach: answers.reach};
    this.painDuring = null;
    this.eased = 0;
    this.easier = new Set();
    const now = watch.read(), before = step.resume ? {index: facts.current.index, records: facts.current.records, active: facts.current.active} : null;
    this.run = new Run(plan.phases, now, before);
    this.entry = before ? facts.resumeEntry : newEntry(page.sessions[step.go], plan, this.startSaid, new Date());
    this.build();
    watch.look();
    this.keep();
    this.awake();
    this.lay(!!before);
    if (before) this.tell("ready", [page.spoken.goingOn, ...this.phase.here.map((n) => page.texts[n])]);
    else this.tell(this.phase.side || this.phase.kind, []);
    this.timer = setInterval(() => this.tick(), 100);
    this.tick();
  }
  get phase() { return this.run.phase; }
  get item() { return page.items[this.phase.item]; }
  build() {
    const small = (label, key, then) => h("button", {type: "button", "aria-keyshortcuts": key, onclick: () => this.act(then)}, label);
    this.word = h("span", {className: "word"});
    this.side = h("span", {className: "side"});
    this.digits = h("div", {className: "digits", role: "timer", "aria-live": "off"});
    this.name = h("h1", {className: "name"});
    this.caption = h("p", {className: "caption", "aria-hidden": "true"});
    this.cues = h("ul", {className: "cues"});
    this.next = h("p", {className: "next"});
    this.bar = h("progress", {max: this.plan.seconds, value: 0, "aria-label": "How far the session is"});
    this.dialog = h("div", {className: "dialog", hidden: true, role: "dialog", "aria-modal": "true"});
    this.pauseButton = small("Pause", "Space", () => this.run.state === "paused" ? this.run.resume(this.now()) : this.run.pause(this.now()));
    this.doneButton = small("Done", "Enter", () => this.run.done(this.now()));
    show("coach", h("div", {className: "head"}, this.word, this.side), this.digits, this.name, h("div", {className: "figure"}, figure.svg), this.caption, this.cues,
      this.next, this.bar, h("div", {className: "buttons"}, this.pauseButton, this.doneButton,
        small("Back", "B", () => this.run.back(this.now())), small("Next", "N", () => this.run.skip(this.now())),
        small("Undo", "U", () => this.run.undo(this.now())), small("Ease off", "E", () => this.easeOff()), small("Pain", "P", () => this.askScore(false)),
        small("Time left", "T", () => this.tellTime()), small("+5 s", "+", () => this.run.nudge(this.now(), 5)), small("−5 s", "-", () => this.run.nudge(this.now(), -5)),
        this.soundButton = small("Sound off", "M", () => this.mute()), small("End", "Q", () => this.leave())),
      stopButton(), this.dialog);
    figure.id = null;
  }
  now() { return watch.read(); }
  // Every press and every wake-up first sees what time it is: time that nobody saw is a gap.
  see() {
    const missing = watch.missing();
    if (missing && !this.run.over) {
      const seen = watch.seen;
      this.happened(this.run.gap(watch.read(), seen, missing));
    }
    watch.look();
  }
  act(then) {
    if (coach !== this || this.run.over) return;
    sound.unlock();
    this.see();
    const events = then();
    if (events) this.happened(events);
    this.tick();
  }
  tick() {
    if (coach !== this || this.run.over) return;
    this.see();
    this.happened(this.run.advance(this.now()));
    if (coach !== this || this.run.over) return;
    this.hear();
    this.draw();
  }
  happened(events) {
    if (!events || !events.length) return;
    for (const event of events) {
      if (event.what === "began") this.keep();
      if (event.what === "began" || event.what === "jumped") this.lay(event.what === "jumped");
    }
    const last = events[events.length - 1], here = this.phase.here.map((n) => page.texts[n]);
    if (last.what === "over") return this.finish();
    if (last.what === "paused") {
      this.gapSeconds = last.missing;
      this.tell("paused", [page.spoken.paused]);
      this.keep();
    } else if (last.what === "getting-ready") {
      this.heard = this.due.filter((each) => each.at < this.run.elapsed(this.now()) - 1e-4).length;
      this.tell("ready", [page.spoken.goingOn, ...here]);
    } else if (last.what === "jumped" && this.run.state === "paused") this.tell(null, here);
    else if (last.what === "jumped" && this.run.state === "getting-ready") this.tell("ready", [page.spoken.goingOn, ...here]);
    else this.tell(this.phase.side || this.phase.kind, []);
  }
  tell(tone, texts) {
    sound.give(tone, texts);
    if (texts.length) said(this.run.at(this.now()), texts.join(" "));
  }
  // What is to be heard in this phase, in order.
  lay(jumped) {
    const phase = this.phase, easier = this.easier.has(phase.place);
    const lines = page.lines[jumped ? phase.skipped : phase.said].filter((line) => !easier || !["cue", "holding", "part"].includes(line[2]));
    this.due = lines.map(([at, seconds, kind, text]) => ({at, seconds, kind, text: page.texts[text]}));
    if (easier && this.item.easier && phase.kind === "hold" && !this.toldEasier) {
      this.toldEasier = true;
      this.due.push({at: 2.5, seconds: 0, kind: "cue", text: this.item.easier});
      this.due.sort((a, b) => a.at - b.at);
    }
    this.heard = 0;
    this.ticked = this.run.elapsed(this.now());
  }
  hear() {
    const run = this.run, now = run.elapsed(this.now()), phase = this.phase, length = run.length();
    if (run.state !== "running") return;
    while (this.heard < this.due.length && this.due[this.heard].at <= now + 1e-4) {
      const line = this.due[this.heard++];
      const limit = length - (length >= 8 ? 3 : 0), free = phase.untilKey || ["breath", "part"].includes(line.kind);
      if (now > line.at + 1 || !(free || line.at + line.seconds <= limit + 1e-4)) continue;
      sound.give(null, pieces(line.text), {cut: false});
      said(phase.start + line.at, line.text);
    }
    const passed = (at) => this.ticked + 5e-6 < at && at <= now + 5e-6 && now <= at + 0.5;
    if (!phase.untilKey) {
      if (phase.kind === "hold" && length >= 15 && this.due.some((line) => line.kind === "halfway") && passed(length / 2)) sound.give("halfway", [], {cut: false});
      if (length >= 8) for (const left of [3, 2, 1]) if (passed(length - left)) sound.give("count", [], {cut: false});
    }
    if (phase.paced !== null) for (const [share, way] of [[0, "in"], [IN_SHARE, "out"]]) {
      const at = (Math.floor(now / this.plan.breath - share + 1e-6) + share) * this.plan.breath;
      if (at >= phase.tones - 1e-6 && at < (phase.untilKey ? LONGEST : length) - 1e-4 && passed(at)) sound.give(way, [], {cut: false});
    }
    this.ticked = now;
  }
  largeWord(elapsed) {
    const phase = this.phase, item = this.item;
    if (this.run.state === "paused") return "PAUSED";
    if (phase.kind !== "hold") return phase.kind.toUpperCase();
    if (item.parts.length) return item.parts[Math.min(item.parts.length - 1, Math.floor(elapsed / phase.seconds * item.parts.length + 1e-6))][0].toUpperCase();
    if (phase.paced !== null && elapsed >= phase.paced - 1e-4) return (elapsed / this.plan.breath + 1e-6) % 1 < IN_SHARE ? "IN" : "OUT";
    return item.does.toUpperCase();
  }
  draw() {
    const run = this.run, now = this.now(), phase = this.phase, item = this.item, elapsed = run.elapsed(now);
    const side = item.side || phase.side;
    document.body.dataset.kind = run.state === "paused" ? "paused" : phase.kind;
    document.body.dataset.side = side || "none";
    put(this.word, this.largeWord(elapsed));
    put(this.side, side ? side.toUpperCase() : "");
    const about = phase.untilKey ? elapsed : run.left(now);
    put(this.digits, run.state === "getting-ready" ? String(Math.ceil(run.readyUntil - now)) : phase.untilKey ? clock(Math.floor(about)) : clock(about));
    this.digits.style.setProperty("--letters", this.digits.textContent.length);
    put(this.name, phase.kind === "hold" && item.reps > 1 ? `${item.name}, ${phase.rep} of ${item.reps}` : item.name);
    const cues = phase.kind === "hold" ? [item.into, item.holding].filter(Boolean) : phase.kind === "release" ? [item.out] : item.cues;
    const shown = this.easier.has(phase.place) && item.easier ? [item.easier] : cues;
    if (this.shown !== shown.join("\n")) {
      this.shown = shown.join("\n");
      this.cues.replaceChildren(...shown.filter(Boolean).map((cue) => h("li", {}, cue)));
    }
    const coming = run.phases[run.index + 1];
    const paused = run.state === "paused" && this.gapSeconds > 0 ? `${Math.round(this.gapSeconds)} s passed that this page did not see. They do not count.` : "";
    put(this.next, paused || (coming ? `Next: ${coming.kind}${page.items[coming.item].name !== item.name ? ", " + page.items[coming.item].name : ""}` : "Then the session ends."));
    this.bar.value = run.at(now);
    put(this.pauseButton, run.state === "paused" ? "Go on" : "Pause");
    this.doneButton.hidden = !phase.untilKey;
    const before = run.phases[run.index - 1];
    if (this.figureAt === undefined || now - this.figureAt > 0.06 || run.state !== "running") {
      this.figureAt = now;
      figure.show(item.pose, {kind: phase.kind, seconds: run.length(), afterHold: !!before && before.place === phase.place && before.kind === "hold",
        planned: phase.seconds, places: item.places?.length ? item.places : [1], side, breath: this.plan.breath}, elapsed);
    }
  }
  // What is asked over the session: it stands still meanwhile, and goes on as before.
  open(title, text, choices) {
    this.goesOn = this.goesOn || this.run.state !== "paused";
    this.happened(this.run.pause(this.now()));
    const close = h("h2", {tabIndex: -1}, title);
    this.dialog.replaceChildren(close, ...text.map((each) => p(each)), h("div", {className: "choices"}, choices.map(([label, then]) => button(label, () => this.answer(then), "choice"))), stopButton());
    this.dialog.hidden = false;
    close.focus();
  }
  answer(then) {
    if (coach !== this || this.run.over) return;
    this.see();
    then();
    if (coach === this && !this.run.over) this.tick();
  }
  shut() {
    this.dialog.hidden = true;
    const goes = this.goesOn;
    this.goesOn = false;
    if (goes) this.happened(this.run.resume(this.now()));
  }
  leave() { this.open("End the session early?", [], [["Go on", () => this.shut()], ["End it here", () => this.happened(this.run.quit(this.now()))]]); }
  easeOff() {
    this.goesOn = this.goesOn || this.run.state !== "paused";
    this.eased++;
    this.happened(this.run.pause(this.now()));
    const place = this.phase.place, item = this.item;
    this.happened(this.run.ease(this.now()));
    if (!this.run.over) this.askEase(place, item);
  }
  askEase(place, item) {
    this.easedPlace = place;
    this.easedItem = item;
    this.open(W.ease.title, [this.eased > 1 ? W.ease.again : W.ease.text, W.pain.sharp + " The red button stops at once."], [
      ["Go on with the next one", () => this.shut()],
      ...(item.easier ? [[`Take the easier way: ${item.easier}`, () => { this.easier.add(place); this.toldEasier = false; this.lay(false); this.shut(); }]] : []),
      ["Skip this exercise", () => { this.happened(this.run.skipPlace(this.now(), place)); if (!this.run.over) this.shut(); }],
      ["Say how strong it is, 0 to 10", () => this.askScore(true)],
      ["End the session", () => this.happened(this.run.quit(this.now()))]]);
  }
  askScore(eased) {
    this.open(W.pain.question, [W.pain.sharp + " The red button stops at once."], [
      ...Array.from({length: 11}, (_, n) => [String(n), () => this.scored(n, eased)]), ["No answer", () => this.shut()]]);
    this.dialog.querySelector(".choices").className = "scores";
    sound.give(null, [page.spoken.pain]);
  }
  scored(score, eased) {
    this.painDuring = Math.max(score, this.painDuring ?? score);
    this.entry.run.pain_during = Math.max(score, this.entry.run.pain_during ?? score);
    const verdict = judge({score, kinds: [], reach: null}, this.startSaid, this.limits);
    if (verdict === "stop") return this.stop(score);
    if (verdict === "ease") return eased ? this.askEase(this.easedPlace, this.easedItem) : this.easeOff();
    this.shut();
  }
  tellTime() {
    const left = this.run.sessionLeft(this.now()), minutes = Math.floor(left / 60 + 0.5);
    const text = page.timesLeft[left < 45 ? 0 : Math.min(page.timesLeft.length - 1, Math.max(1, minutes))];
    sound.give(null, [text], {cut: false});
    said(this.run.at(this.now()), text);
    put(this.next, `${clock(left)} left`);
  }
  mute() {
    sound.muted = !sound.muted;
    if (sound.muted) sound.cut();
    put(this.soundButton, sound.muted ? "Sound on" : "Sound off");
  }
  async awake() {
    try { this.lock = await navigator.wakeLock.request("screen"); } catch { /* the browser has none, or refuses */ }
  }
  // What was done so far, on disk: a page that is closed loses at most the phase in hand.
  keep() {
    const now = this.now(), run = this.run, entry = this.entry.run, date = new Date();
    Object.assign(entry, {holds: holdsOf(run, now), ended_at: local(date), active_seconds: micro(run.activeSeconds(now)), next_phase: run.index,
      changed_at: utc(date)});
    if (run.over) entry.outcome = outcomeOf(run, this.entry);
    const stored = store.put(this.entry);
    store.write((data) => { data.current = run.over ? null : {id: this.entry.id, plan: this.plan.number, index: run.index, records: {...run.records}, active: entry.active_seconds}; });
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
    const stored = this.writeStop(score, null, this.phase), out = this.run.held(now).wayOut;
    sound.give("stop", [firstSpoken(out), page.spoken.stopped]);
    escalation(this.entry, stored, firstWords(out), this.startSaid);
  }
  writeStop(score, kind, phase) {
    const now = this.now(), date = new Date(), later = this.run.state === "finished";
    this.entry.stop = {stopped_at: local(date), at_seconds: micro(this.run.at(now)), step: phase.step, exercise: later ? null : phase.exercise, side: later ? null : phase.side,
      rep: later ? null : phase.rep, kind, score, where: null, signs: [], note: null, put_back: false, cleared_at: null, changed_at: utc(date), gate: true};
    this.run.state = "stopped";
    return this.keep();
  }
  close() {
    clearInterval(this.timer);
    if (this.lock) this.lock.release().catch(() => {});
    this.lock = null;
    document.body.dataset.kind = "";
  }
  finish() {
    if (this.run.state === "stopped") return;
    this.close();
    this.keep();
    if (this.run.state === "finished") {
      const lines = page.lines[this.plan.after];
      sound.give("done", lines.flatMap((line) => pieces(page.texts[line[3]])));
      for (const line of lines) said(this.plan.seconds + line[0], page.texts[line[3]]);
    } else sound.give("done", [page.spoken.ended, ...this.phase.up.map((n) => page.texts[n])]);
    summary(this);
  }
}
const put = (element, text) => { if (element.textContent !== text) element.textContent = text; };

// Afterwards.

function summary(done) {
  const run = done.entry.run, results = (what) => run.holds.filter((hold) => hold.result === what).length;
  const held = run.holds.reduce((sum, hold) => sum + hold.held_seconds, 0);
  const now = {score: null, kinds: [], reach: null};
  const scores = h("div", {className: "scores", role: "group", "aria-label": W.summary.pain}), reaches = h("div", {className: "choices"}), efforts = h("div", {className: "scores", role: "group", "aria-label": W.summary.effort});
  const amend = (changes) => { Object.assign(run, changes, {changed_at: utc(new Date())}); store.put(done.entry); };
  const check = () => {
    if (judge(now, done.startSaid, done.limits) !== "stop") return;
    const kind = ["leg", "sharp"].find((each) => now.kinds.includes(each)) || null;
    const stored = done.writeStop(now.score, kind, done.phase);
    sound.give("stop", [page.spoken.stopped]);
    escalation(done.entry, stored, firstWords(null), done.startSaid);
  };
  pick(scores, Array.from({length: 11}, (_, n) => [String(n), n]), (value) => { now.score = value; amend({pain_after: value}); check(); });
  pick(reaches, REACHES.map((reach) => [W.reach[reach], reach]), (value) => { now.reach = value; amend({reach_after: value}); check(); });
  pick(efforts, Array.from({length: 11}, (_, n) => [String(n), n]), (value) => amend({effort: value}));
  const kinds = [["sharp", "It was sharp, shooting or electric"], ["leg", "It is new in the leg, or further down than at the start"]];
  const note = h("textarea", {rows: 2, "aria-label": "A note", placeholder: "A note", onchange: () => amend({note: note.value || null})});
  const up = done.phase.up.map((n) => page.texts[n]);
  show("summary", h("h1", {}, run.outcome === "completed" ? "Session finished" : "Session ended early"),
    p(`${clock(run.active_seconds)} of ${clock(run.planned_seconds)}. ${clock(held)} held.`), p(`Holds: ${results("done")} done, ${results("cut")} cut short, ${results("skipped")} skipped.`),
    up.length ? [h("h2", {}, "Getting up"), up.map((line) => p(line))] : [], h("h2", {}, W.summary.pain), scores, p(W.summary.sharp),
    kinds.map(([id, label]) => tick(label, false, (on) => { now.kinds = on ? [...now.kinds, id] : now.kinds.filter((each) => each !== id); check(); })),
    h("h2", {}, W.stop.reach), reaches, h("h2", {}, W.summary.effort), efforts, note,
    p(W.aftercare[Math.floor(Date.now() / 86400000) % W.aftercare.length].text), button("Save what was done", save, "choice"), button("Done", begin, "main"), stopButton());
}
function unsaved() { return store.data.runs.filter((entry) => entry.run.holds.length); }
function save() {
  const file = new Blob([journalLines(page.program, unsaved())], {type: "application/x-ndjson"});
  const link = h("a", {href: URL.createObjectURL(file), download: `backstretch-${dayOf(new Date())}.jsonl`});
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

// Sharp pain.

function sharpPain(event) {
  if (event && event.cancelable) event.preventDefault();
  if (screen === "stopped") return;
  if (coach && screen === "coach") return coach.stop();
  if (coach && screen === "summary") {
    const done = coach, stored = done.writeStop(done.entry.run.pain_after, null, done.phase);
    sound.cut();
    sound.give("stop", [firstSpoken(null), page.spoken.stopped]);
    return escalation(done.entry, stored, firstWords(null), done.startSaid);
  }
  advice();
}
function advice() {
  sound.cut();
  escalation(null, true, W.advice.sentence, {score: null, reach: null});
}
// How to come out of the hold, by the exercise's own words if it has any; null: nothing is held.
const firstSpoken = (out) => out === null ? page.spoken.rest : out || page.spoken.out;
function firstWords(out) {
  return fill(W.stop.sentence, {out: out ? fill(W.stop.out_of_it, {out: out.replace(/\.+$/, "")}) : firstSpoken(out)});
}
function escalation(entry, stored, sentence, start) {
  const heading = W[entry ? "stop" : "advice"].heading;
  const ticked = new Set(), told = h("div", {role: "status"}), then = h("div", {role: "status"}), before = store.data.signs.slice();
  const saidNow = {score: entry && entry.stop.score, kinds: entry && entry.stop.kind ? [entry.stop.kind] : [], reach: entry && entry.run.reach_after};
  const savedLine = h("p", {}, entry ? stored ? "Saved in this browser." : W.stop.nowhere : "");
  const amend = (changes = {}) => {
    if (!entry) return;
    const at = utc(new Date());
    Object.assign(entry.stop, changes, {signs: W.signs.filter((sign) => ticked.has(sign.id)).map((sign) => sign.id), changed_at: at});
    entry.stop.gate = leavesGate(saidNow, start, entry.stop.signs, page.limits);
    entry.run.changed_at = at;
    savedLine.textContent = store.put(entry) ? "Saved in this browser." : W.stop.nowhere;
  };
  const changed = () => {
    told.replaceChildren(...helpFor([...ticked]).map((line) => p(line, "told")));
    store.write((data) => { data.signs = [...new Set([...before, ...ticked])].filter((id) => blocks(W.signs, [id])); });
    amend();
    told.scrollIntoView({block: "nearest"});
  };
  const scores = h("div", {className: "scores", role: "group", "aria-label": W.stop.score}), reaches = h("div", {className: "choices"});
  pick(scores, Array.from({length: 11}, (_, n) => [String(n), n]), (value) => { saidNow.score = value; amend({score: value}); });
  pick(reaches, REACHES.map((reach) => [W.reach[reach], reach]), (value) => { saidNow.reach = value; if (entry) entry.run.reach_after = value; amend(); });
  const kinds = W.kinds.map((kind) => tick(kind.text, saidNow.kinds.includes(kind.id), (on) => {
    saidNow.kinds = on ? [...saidNow.kinds, kind.id] : saidNow.kinds.filter((each) => each !== kind.id);
    then.replaceChildren(...W.kinds.filter((each) => each.then && saidNow.kinds.includes(each.id)).map((each) => p(each.then)));
    amend({kind: (W.kinds.find((each) => saidNow.kinds.includes(each.id)) || {id: null}).id});
  }));
  const where = h("input", {type: "text", maxLength: 200, "aria-label": W.stop.where, placeholder: W.stop.where, onchange: () => amend({where: where.value || null})});
  const note = h("textarea", {rows: 2, "aria-label": W.stop.note, placeholder: W.stop.note, onchange: () => amend({note: note.value || null})});
  let first = -Infinity;
  const leave = button(W.stop.leave, () => {
    const now = watch.read();
    if (now - first >= 0.9 && now - first <= 4) return begin();
    first = now;
    leave.textContent = "Leave: press once more";
  }, "choice");
  show("stopped", h("h1", {}, heading), told, p(sentence, "large"), p(emergencyLine(), "large"), p("↓ the signs to watch for"), page.advice.map((line) => p(line)),
    W.stop.rest.map((line) => p(line)), p(W.stop.cause, "small"), savedLine, signRows(["emergency", "same_day"], ticked, changed),
    p("Press twice, slowly, to leave.", "small"), leave,
    entry ? [h("h2", {}, W.stop.optional), where, h("h2", {}, W.stop.reach), reaches, h("h2", {}, W.stop.kind), kinds, then, h("h2", {}, W.stop.score), scores, note] : []);
  live.textContent = sound.speaks() ? "" : `${heading}. ${sentence}`;
}

// Keys, where there is a keyboard: as in the coach.

const KEYS = {" ": () => coach.pauseButton, n: "Next", arrowright: "Next", b: "Back", arrowleft: "Back", u: "Undo", e: "Ease off", p: "Pain", t: "Time left",
  "+": "+5 s", "-": "−5 s", m: "Sound", q: "End", enter: "Done"};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || /^(textarea|text)$/.test(event.target.type)) return;
  const key = event.key.toLowerCase();
  if ("x!чχסء！ｘ".includes(key) && key.length === 1) return sharpPain(event);
  if (event.repeat || screen !== "coach" || !coach.dialog.hidden || !(key in KEYS)) return;
  if (key === "enter" && coach.doneButton.hidden) return;
  event.preventDefault();
  const wanted = KEYS[key];
  const found = typeof wanted === "function" ? wanted() : [...app.querySelectorAll(".buttons button")].find((each) => each.textContent.startsWith(wanted));
  if (found) found.click();
});
document.addEventListener("visibilitychange", () => {
  if (document.hidden || !coach || coach.run.over) return;
  coach.tick();
  coach.awake();
});
begin();
