// Sharp pain: from every screen, at once, and no way back.

const LEAVE_UNTIL_SECONDS = 4;

function sharpPain(event) {
  if (event && event.cancelable) event.preventDefault();
  if (screen === "stopped") return;
  if (coach && screen === "coach") return coach.stop();
  if (coach && screen === "summary") return coach.stopLater(coach.entry.run.pain_after);
  advice();
}
// With no session under way: perhaps the pain began in the last one.
function advice() {
  sound.cut();
  sound.give("stop");
  escalation(null, true, W.advice.sentence, {score: null, reach: null}, store.recentRun());
}
// How to come out of the hold, by the exercise's own words if it has any; null: nothing is held.
const firstSpoken = (out) => out === null ? page.spoken.rest : out || page.spoken.out;
function firstWords(out) {
  return fill(W.stop.sentence, {out: out ? fill(W.stop.out_of_it, {out: out.replace(/\.+$/, "")}) : firstSpoken(out)});
}

// What is told of a pain: each change is written at once, with whether a gate stands after it.
class PainReport {
  constructor(entry, start) {
    this.saved = h("p", {role: "status"});
    this.ticked = new Set();
    this.signsBefore = store.data.signs.slice();
    this.take(entry, start);
  }
  // The pain began in this run; null: in none.
  take(entry, start) {
    Object.assign(this, {entry, start});
    this.told = {score: entry && entry.stop.score, kinds: entry && entry.stop.kind ? [entry.stop.kind] : [], reach: entry && entry.run.reach_after};
  }
  amend(changes = {}) {
    const {entry, told, start} = this, signs = W.signs.filter((sign) => this.ticked.has(sign.id)).map((sign) => sign.id);
    if (!entry) return;
    Object.assign(entry.stop, changes, {signs, gate: leavesGate(told, start, signs, page.limits), changed_at: utc(new Date())});
    this.tell(store.amendRun(entry, {reach_after: told.reach ?? entry.run.reach_after}));
  }
  tell(stored) { put(this.saved, stored ? "Saved in this browser." : W.stop.nowhere); }
  tick() {
    const kept = new Set([...this.signsBefore, ...this.ticked]);
    store.write((data) => { data.signs = [...kept].filter((id) => blocks(W.signs, [id])); });
    this.amend();
  }
  name(kind, on) {
    this.told.kinds = on ? [...this.told.kinds, kind] : this.told.kinds.filter((each) => each !== kind);
    this.amend({kind: (W.kinds.find((each) => this.told.kinds.includes(each.id)) || {id: null}).id});
  }
}

function escalation(entry, stored, sentence, start, recent = null) {
  const heading = W[entry ? "stop" : "advice"].heading, report = new PainReport(entry, start);
  const told = h("div", {role: "status"}), rows = () => signRows(["emergency", "same_day"], report.ticked, () => {
    told.replaceChildren(...helpFor([...report.ticked]).map((line) => p(line, "told")));
    report.tick();
    told.scrollIntoView({block: "nearest"});
  });
  const more = h("div", {}, entry ? reportFields(report) : []);
  if (entry) report.tell(stored);
  const began = recent ? h("div", {className: "card"}, p(W.advice.recent), button(W.advice.recent_yes, () => {
    recent.stop = stopRecord({at_seconds: recent.run.active_seconds, step: recent.run.from_step});
    recent.run.outcome = "stopped_for_pain";
    report.take(recent, {score: recent.run.pain_before, reach: recent.run.reach_before});
    report.amend();
    more.append(...reportFields(report).flat(9).filter(Boolean));
    began.replaceChildren(p(W.advice.recent), p(W.advice.recent_yes + "."));
  }, "choice")) : null;
  show("stopped", h("h1", {}, heading), told, p(sentence, "large"), p(emergencyLine(), "large"), p("↓ the signs to watch for"),
    page.advice.map((line) => p(line)), W.stop.rest.map((line) => p(line)), p(W.stop.cause, "small"), report.saved, began, rows(),
    p("Press twice, slowly, to leave.", "small"), leaveButton(), more);
  live.textContent = sound.speaks() && entry ? "" : sentence; // the heading has the focus, and is read
}
// Two presses, neither too fast nor too far apart.
function leaveButton() {
  let first = -Infinity;
  const leave = button(W.stop.leave, () => {
    const now = watch.read();
    if (now - first >= AGAIN_SECONDS && now - first <= LEAVE_UNTIL_SECONDS) return begin();
    first = now;
    leave.textContent = "Leave: press once more";
  }, "choice");
  return leave;
}
// All of it may stay unanswered.
function reportFields(report) {
  const then = h("div", {role: "status"}), {told} = report;
  const where = h("input", {type: "text", maxLength: 200, "aria-label": W.stop.where, placeholder: W.stop.where,
    onchange: () => report.amend({where: where.value || null})});
  const kinds = W.kinds.map((kind) => tick(kind.text, told.kinds.includes(kind.id), (on) => {
    report.name(kind.id, on);
    then.replaceChildren(...W.kinds.filter((each) => each.then && told.kinds.includes(each.id)).map((each) => p(each.then)));
  }));
  return [h("h2", {}, W.stop.optional), where, h("h2", {}, W.stop.reach), pickReach((reach) => { told.reach = reach; report.amend(); }),
    h("h2", {}, W.stop.kind), kinds, then, h("h2", {}, W.stop.score), pickScore(W.stop.score, (score) => { told.score = score; report.amend({score}); }),
    noteOf(W.stop.note, (note) => report.amend({note}))];
}
