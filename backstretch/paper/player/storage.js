// What this browser keeps, under one key for all such files: the first answers, ticked signs, stops and what was done.
// Where storage is refused, or what is in it cannot be read, `kept` is false and everything is asked each time.

const KEY = "backstretch", YEAR_DAYS = 365, MOST_RUNS = 200, DAY_MS = 86400000;

class Storage_ {
  constructor() {
    this.kept = true;
    this.data = empty();
    try {
      const text = localStorage.getItem(KEY);
      if (text !== null) this.data = checked(JSON.parse(text));
      localStorage.setItem(KEY, JSON.stringify(this.data));
    } catch { this.kept = false; }
  }
  // Another tab, or another such file, may have written since; a stop or a sign of its must not be lost.
  read() {
    if (this.kept) try {
      const text = localStorage.getItem(KEY);
      if (text !== null) this.data = checked(JSON.parse(text));
    } catch { /* what is in memory counts */ }
  }
  write(change) {
    this.read();
    change(this.data);
    while (this.data.runs.length > MOST_RUNS && this.data.runs[0].stop === null) this.data.runs.shift();
    if (!this.kept) return false;
    try {
      localStorage.setItem(KEY, JSON.stringify(this.data));
      return true;
    } catch {
      this.kept = false;
      return false;
    }
  }
  put(entry) {
    return this.write((data) => {
      const at = data.runs.findIndex((each) => each.id === entry.id);
      if (at < 0) data.runs.push(entry);
      else data.runs[at] = entry;
    });
  }
  amendRun(entry, changes) {
    Object.assign(entry.run, changes, {changed_at: utc(new Date())});
    return this.put(entry);
  }

  // The stops that guard the next session, oldest first.
  stops() { return this.data.runs.filter((entry) => entry.stop && guards(entry.stop)).sort(byStart); }
  openStop() { return this.stops().filter((entry) => !entry.stop.cleared_at).pop() || null; }
  hurt() {
    return [...new Set(this.stops().filter((entry) => !entry.stop.put_back && entry.stop.exercise).map((entry) => entry.stop.exercise))];
  }
  // The two questions were answered well: that is kept for every stop.
  clearStops() { this.amendStops((stop) => !stop.cleared_at, {cleared_at: utc(new Date())}); }
  putBack(exercise) { this.amendStops((stop) => stop.exercise === exercise, {put_back: true}); }
  amendStops(which, changes) {
    const changed_at = utc(new Date());
    this.write((data) => {
      for (const {run, stop} of data.runs) {
        if (!stop || !which(stop)) continue;
        Object.assign(stop, changes, {changed_at});
        run.changed_at = changed_at;
      }
    });
  }

  // What the past says, as journal/queries.py has it.
  inOrder() { return [...this.data.runs].sort(byStart); }
  lastRun() { return this.inOrder().pop() || null; }
  // That ended within the last day and was not stopped: a pain may be said to have begun in it.
  recentRun() {
    const last = this.lastRun(), recent = last && Date.now() - Date.parse(last.run.ended_at) < DAY_MS;
    return recent && last.run.outcome !== "stopped_for_pain" ? last : null;
  }
  // Whether a stop was passed, and no run has begun since: the lowest level.
  isFirstAfterStop() {
    const stop = this.stops().pop(), cleared = stop && stop.stop.cleared_at;
    return !!cleared && !this.data.runs.some(({run}) => Date.parse(run.started_at) > Date.parse(cleared));
  }
  // Whether the days after the last two runs that were asked about were worse, and none has begun since.
  worseTwice() {
    const last = this.lastRun(), asked = this.inOrder().filter(({run}) => run.next_day_asked).slice(-2);
    return !!last && last.run.next_day_asked && asked.length === 2 && asked.every(({run}) => run.next_day === "worse");
  }
  // How far down the pain reached when that was said last; after a run that it stopped, as at its start.
  lastReach() { return this.inOrder().map(knownReach).filter(Boolean).pop() || null; }
  reached(reaches) { return this.data.runs.some(({run}) => reaches.includes(run.reach_before) || reaches.includes(run.reach_after)); }
}
const byStart = (one, other) => Date.parse(one.run.started_at) - Date.parse(other.run.started_at);
const knownReach = ({run}) => run.outcome === "stopped_for_pain" ? run.reach_before : run.reach_after || run.reach_before;
// Whether the pain of a stop was new in the leg.
const isInLeg = ({run, stop}) => stop.kind === "leg" || newInLeg(run.reach_after, run.reach_before);

function empty() {
  return {version: 1, answeredOn: null, cautions: [], rotations: false, signs: [], runs: []};
}
function guards(stop) { return stop.gate && stop.kind !== "mistake"; }
function checked(data) {
  const good = data && data.version === 1 && Array.isArray(data.cautions) && Array.isArray(data.signs) && Array.isArray(data.runs)
    && data.runs.every((entry) => entry && typeof entry.id === "string" && entry.run && typeof entry.run.started_at === "string"
      && (entry.stop === null || typeof entry.stop === "object"));
  if (!good) throw new Error("what is kept here cannot be read");
  return {...empty(), ...data};
}

const utc = (date) => date.toISOString().replace("Z", "+00:00");
function local(date) {
  const minutes = -date.getTimezoneOffset(), size = Math.abs(minutes), two = (n) => String(n).padStart(2, "0");
  const there = new Date(date.getTime() + minutes * 60000).toISOString().slice(0, 23);
  return `${there}${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
const inWords = (moment) => new Date(moment).toLocaleDateString("en-GB", {day: "2-digit", month: "long"});
const dayOf = (date) => local(date).slice(0, 10);
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = bytes[6] & 15 | 64;
  bytes[8] = bytes[8] & 63 | 128;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

// A run as `log merge` takes it in; see docs/journal.md.
function newEntry(session, plan, start, now) {
  return {id: newId(), deleted_at: null, stop: null, run: {
    session: session.id, title: session.title, sha256: session.sha256, started_at: local(now), ended_at: local(now),
    outcome: "interrupted", level: plan.level, from_step: 1, planned_seconds: plan.seconds, active_seconds: 0,
    holds_planned: plan.phases.filter((phase) => phase.kind === "hold").length, pain_before: start.score,
    pain_during: null, pain_after: null, effort: null, note: null, next_day: null, next_day_asked: false,
    next_phase: 0, changed_at: utc(now), holds: [], kind: session.kind, reach_before: start.reach, reach_after: null, easy: false}};
}
function stopRecord(known) {
  const now = new Date();
  return {stopped_at: local(now), exercise: null, side: null, rep: null, kind: null, score: null, where: null, signs: [], note: null,
    put_back: false, cleared_at: null, changed_at: utc(now), gate: true, ...known};
}
function holdsOf(run, now) {
  return run.phases.flatMap((phase, index) => {
    if (phase.kind !== "hold") return [];
    const record = (index === run.index && run.attempt(now)) || run.record(index);
    return [{phase: index, step: phase.step, within: phase.within, round: phase.round, exercise: phase.exercise,
      side: phase.side, rep: phase.rep, planned_seconds: phase.seconds, held_seconds: record.held, result: record.result}];
  });
}
function outcomeOf(run, entry) {
  if (run.state === "stopped") return "stopped_for_pain";
  const done = entry.run.holds.filter((hold) => hold.result === "done").length;
  return run.state === "finished" && done >= 0.8 * entry.run.holds.length ? "completed" : "ended_early";
}
function journalLines(program, entries) {
  const head = {format: "backstretch-journal", version: 1, program};
  return [head, ...entries].map((each) => JSON.stringify(each)).join("\n") + "\n";
}
