// What is asked before a session, in the order of safety.js.

const facts = {}, answers = {};

function begin() {
  coach = null;
  store.read();
  show("start", h("h1", {}, page.sessions.session.title), p(page.sessions.session.summary), p(W.notice.paragraphs[0], "small"),
    store.kept ? null : p("This browser keeps nothing for this page, so everything is asked each time.", "small"),
    button("Begin", () => { sound.unlock(); gather(); next(); }, "main"),
    store.data.runs.length ? button("Save what was done", save, "quiet") : null, putBack(), stopButton());
}
// What the past says, and no answer yet.
function gather() {
  store.read();
  const data = store.data, open = store.openStop(), last = store.lastRun();
  const age = data.answeredOn ? (Date.now() - Date.parse(data.answeredOn)) / 86400000 : Infinity;
  Object.assign(facts, {
    unkept: !store.kept, noticeDue: !store.kept || !(age >= 0 && age < YEAR_DAYS), keptSigns: blocks(W.signs, data.signs),
    openStop: !!open || !store.kept, stop: open, stopInLeg: !!open && isInLeg(open), firstAfterStop: store.isFirstAfterStop(),
    lastRun: last, asksNextDay: !!last && !last.run.next_day_asked && last.run.ended_at.slice(0, 10) < dayOf(new Date()),
    worseTwice: () => store.worseTwice(), lastReach: store.lastReach(), wasBelowTheKnee: store.reached(BELOW_THE_KNEE), resumable: false,
  });
  Object.assign(answers, {kept: null, signsAsked: false, blocked: false, notice: false, settled: null, advised: null,
    nextDay: null, gentlest: null, checkedIn: false, score: null, reach: null, reachAsked: false, instead: null, resume: null,
    sharpPain: false, cautions: data.cautions, rotations: data.rotations});
}
function next() {
  if (answers.checkedIn) findResumable();
  const step = nextStep(facts, answers);
  if (step.ask) asks[step.ask]();
  else if (step.refuse) refuse(step.refuse);
  else ready(step);
}
// What was answered: kept, and on to the next question.
function answered(said) {
  Object.assign(answers, said);
  next();
}

const asks = {
  keptSigns() {
    const names = W.signs.filter((sign) => store.data.signs.includes(sign.id)).map((sign) => sign.short).join("; ");
    choose(W.kept_signs.title, [`${W.kept_signs.ticked} ${names}.`, ...helpFor(store.data.signs), W.kept_signs.question],
      ["seen", "not_yet", "mistake"].map((kept) => [W.kept_signs[kept], kept]), (kept) => {
        if (kept === "seen") store.write((data) => { data.signs = []; });
        answered({kept});
      });
  },
  notice() {
    const ticks = new Set(answers.cautions), told = h("p", {className: "told", role: "status"});
    let rotations = answers.rotations;
    const go = button("", () => {
      const said = {cautions: [...ticks], rotations};
      store.write((data) => Object.assign(data, {answeredOn: dayOf(new Date()), ...said}));
      answered({notice: true, ...said});
    }, "main");
    const changed = () => {
      go.textContent = page.mine ? "Go on" : ticks.size ? "Go on with what I ticked" : "None of these applies to me";
      told.textContent = ticks.size && !page.mine ? W.notice.ticked : "";
    };
    const row = ([id, question]) => tick(question, ticks.has(id), (on) => { on ? ticks.add(id) : ticks.delete(id); changed(); });
    const list = [h("h2", {}, W.notice.question.split(" Enter")[0]), page.cautions.map(row),
      tick(W.notice.rotations, rotations, (on) => { rotations = on; }), told,
      p("Your answers stay in this browser. They only decide what is left out.", "small")];
    show("notice", h("h1", {}, W.notice.title), p(W.notice.paragraphs[0]), p(W.notice.paragraphs[1]),
      p("Stop when something hurts. During a session the red button stops everything at once."), page.mine ? [] : list, go, stopButton());
    changed();
  },
  gate() {
    const key = answers.settled === null ? "settled" : "advised", stop = facts.stop;
    const name = stop && stop.stop.exercise ? ` (${nameOf(stop.stop.exercise)})` : "";
    const intro = stop ? fill(W.after_stop.intro, {date: inWords(stop.stop.stopped_at), exercise: name})
      : "This browser keeps nothing, so nobody knows whether pain stopped your last session. If one did:";
    const none = stop ? [] : [["No session of mine was stopped for pain", "none"]];
    choose(W.after_stop.title, [intro, W.after_stop[key]], [...none, ["Yes", true], ["No", false]], (yes) => {
      const said = yes === "none" ? {settled: true, advised: true} : {[key]: yes};
      const passed = key === "advised" && yes === true && answers.settled;
      if (passed && stop) store.clearStops(); // two yes are kept for that stop, whatever comes of this start
      if (passed || yes === "none") Object.assign(facts, {openStop: false, firstAfterStop: passed});
      answered(said);
    });
  },
  nextDay() {
    choose(W.next_day.title, [], ["better", "same", "worse", "unsaid"].map((day) => [W.next_day[day], day]), (nextDay) => {
      store.amendRun(facts.lastRun, {next_day: nextDay === "unsaid" ? null : nextDay, next_day_asked: true});
      answered({nextDay});
    });
  },
  gentlest() {
    choose(W.next_day.title, [W.next_day.worse_twice],
      [[fill(W.next_day.gentlest, page.sessions.gentlest), "yes"], [W.next_day.chosen, "no"]], (gentlest) => answered({gentlest}));
  },
  signs() {
    const ticked = new Set(), told = h("div", {role: "status"});
    const go = button("None of these", () => {
      store.write((data) => { data.signs = [...ticked].filter((id) => blocks(W.signs, [id])); });
      answered({signsAsked: true, blocked: blocks(W.signs, [...ticked])});
    }, "main");
    const changed = () => {
      told.replaceChildren(...helpFor([...ticked]).map((line) => p(line, "told")));
      go.textContent = ticked.size ? "Go on with what I ticked" : "None of these";
    };
    show("signs", h("h1", {}, "Is any of these new?"), told, p(emergencyLine()),
      signRows(["emergency", "same_day", "tell"], ticked, changed), go, stopButton());
  },
  checkIn() {
    const plan = sessionPlan(), behind = facts.openStop || facts.firstAfterStop;
    const told = typeof plan === "string" ? [p(plan, "told")]
      : [...plan.leftOut.map((line) => p(line)), p(plan.ready), p(`It takes ${clock(plan.seconds)}.`)];
    show("check-in", h("h1", {}, W.check_in.title), answers.gentlest === "yes" ? p(page.sessions.gentlest.title) : null,
      h("h2", {}, W.check_in.pain), pickScore(W.check_in.pain, (score) => { answers.score = score; }), p(W.check_in.unanswered, "small"),
      h("h2", {}, W.stop.reach), pickReach((reach) => { answers.reach = reach; }), h("h2", {}, W.check_in.signs),
      button("Yes, show me the list", () => asks.signs(), "choice"),
      button("None of these: go on", () => answered({checkedIn: true}), "main"),
      told, behind ? p(W.after_stop.goes_on) : null,
      p("Keep the telephone within reach. If you cannot reach it, stop moving first and press when you can."), stopButton());
  },
  instead() {
    const gate = facts.openStop && (answers.settled === false || answers.advised === false);
    const walk = mayWalk(facts, answers) ? [[W.instead.walk, "walking"]] : [];
    choose(gate ? W.after_stop.title : W.instead.title,
      gate ? [W.after_stop.refused, ...page.advice, W.instead.open] : [W.instead.text],
      [[W.instead.breathe, "breathing"], ...walk, [W.instead.nothing, "nothing"]], (instead) => answered({instead}));
  },
  reach() {
    choose(W.stop.reach, [], [...REACHES, "unsaid"].map((reach) => [W.reach[reach], reach]),
      (reach) => answered({reach: reach === "unsaid" ? null : reach, reachAsked: true}));
  },
  resume() {
    const phase = facts.resumePlan.phases[facts.current.index];
    choose(W.resume.title, [fill(W.resume.text, {step: phase.step, name: items[phase.item].name})],
      [["Go on there", true], ["Start from the beginning", false]], (resume) => answered({resume}));
  },
};

function refuse(why) {
  if (why === "sharp") return advice();
  const sameDay = W.signs.filter((sign) => sign.tier === "same_day").map((sign) => sign.id);
  const lines = why === "signs" ? helpFor(store.data.signs.length ? store.data.signs : sameDay) : why === "gate" ? [W.after_stop.refused] : [];
  refused(lines);
}
function refused(lines) {
  show("refused", h("h1", {}, W.check_in.blocked), lines.map((line) => p(line, "told")), p(emergencyLine()),
    button("Back", begin, "choice"), stopButton());
}
function putBack() {
  if (store.openStop()) return [];
  return store.hurt().map((exercise) => h("div", {className: "card"}, p(`${nameOf(exercise)} is left out.`),
    p(W.after_stop.put_back, "small"), button("Put it back", () => { store.putBack(exercise); begin(); }, "quiet")));
}

// What will be done.

function sessionWay() {
  if (answers.gentlest === "yes") return "gentlest";
  return facts.openStop || facts.firstAfterStop ? "lowest" : "session";
}
function sessionPlan(way = sessionWay()) {
  const hurt = store.hurt().filter((id) => !page.hurt.includes(id));
  return planFor(way, bitsOf(answers.cautions, answers.rotations), hurt);
}
// An interrupted run of this session, with the plan it had.
function findResumable() {
  const {current} = store.data, plan = sessionPlan("session"), entry = current && store.data.runs.find((each) => each.id === current.id);
  facts.resumable = false;
  if (!entry || entry.stop || answers.gentlest === "yes" || typeof plan === "string") return;
  const {run} = entry, holds = plan.phases.filter((phase) => phase.kind === "hold").length;
  const unchanged = run.sha256 === page.sessions.session.sha256 && plan.number === current.plan
    && run.planned_seconds === plan.seconds && run.holds_planned === holds && current.index < plan.phases.length;
  const fresh = run.outcome === "interrupted" && Math.abs(Date.now() - Date.parse(run.ended_at)) < 3600000;
  Object.assign(facts, {current, resumeEntry: entry, resumePlan: plan, resumable: unchanged && fresh});
}
function ready(step) {
  const way = step.go === "session" ? sessionWay() : step.go;
  const plan = step.go === "session" ? sessionPlan(way) : planFor(way, bitsOf(answers.cautions, answers.rotations), []);
  if (typeof plan === "string") return refused([plan]);
  sound.prepare(textsOf(plan));
  const session = page.sessions[way === "lowest" ? "session" : way], lines = page.lines[plan.before];
  const start = () => { sound.unlock(); new Coach(plan, session, step.resume); };
  if (!lines.length || step.resume) return start();
  const down = lines.slice(0, -1).map((line) => [line[0], page.texts[line[3]]]); // the last one names a key
  show("down", h("h1", {}, "Getting down"), down.map(([, text]) => p(text)), p("Press Start when you are in position."),
    p(plan.ready), button("Start", start, "main"), stopButton());
  sound.give(null, down.map(([, text]) => text));
  saidInARow(down);
}
