// One run: given phases, what is pressed and the time, it knows where the session is. It owns no clock: every call has
// `now`, in seconds, and the position is now − anchor. The rules are those of coach/engine.py; a test holds them to it.

const GET_READY = 3, STARTS_OVER = 10, BACK_AGAIN = 3, DONE_FROM = 1, LEAST_LEFT = 1, LONGEST = 3600, COMING_OUT = 5;
const micro = (seconds) => Math.round(seconds * 1e6) / 1e6;

class Run {
  constructor(phases, now, before = null) {
    this.phases = phases;
    this.index = before ? before.index : 0;
    this.cameFrom = null; // the phase that was left for the one under way
    this.records = before ? before.records : {};
    this.active = before ? before.active : 0;
    this.extra = {};
    this.state = before ? "getting-ready" : "running";
    this.readyUntil = now + GET_READY;
    this.anchor = now; // the moment at which the phase under way began, had it run from there to here at one go
    this.since = before ? null : now; // the moment from which it has been running; null while it stands still
    this.stood = 0; // seconds into the phase; counts while it stands still
    this.pausedSince = now;
    this.undoable = [];
    this.lastBack = null;
    this.hourOver = null;
    this.lastBegun = this.holdAtOrBefore(this.index);
    this.now = now;
  }

  get phase() { return this.phases[this.index]; }
  // What the body is in: the phase, or in its first seconds still the hold that was left for it.
  held(now) {
    const early = this.cameFrom && this.phase.kind !== "hold" && this.elapsed(now) < COMING_OUT;
    return early ? this.cameFrom : this.phase;
  }
  get over() { return ["stopped", "ended", "finished"].includes(this.state); }
  length(index = this.index) { return this.phases[index].seconds + (this.extra[index] || 0); }
  elapsed(now) { return this.since === null ? this.stood : Math.max(0, now - this.anchor); }
  left(now) { return micro(Math.max(0, this.length() - this.elapsed(now))); }
  activeSeconds(now) { return this.active + (this.since === null ? 0 : Math.max(0, now - this.since)); }
  sessionLeft(now) {
    let later = 0;
    for (let n = this.index + 1; n < this.phases.length; n++) later += this.length(n);
    return micro(this.left(now) + later);
  }
  at(now) { return Math.min(this.phase.start + this.elapsed(now), this.phase.start + this.phase.seconds); }
  record(index) { return this.records[index] || {held: 0, result: "skipped"}; }

  // What happens by itself.
  advance(now) {
    const events = [];
    this.now = now = Math.max(this.now, now);
    if (this.state === "getting-ready" && now >= this.readyUntil) {
      this.state = "running";
      this.begin(this.readyUntil);
      events.push({what: "resumed"});
    }
    while (this.state === "running" && now >= this.end) {
      if (this.phase.untilKey && this.hourOver !== this.index) {
        this.halt(this.end);
        this.hourOver = this.index;
        this.pausedSince = this.end;
        this.state = "paused";
        events.push({what: "paused", missing: 0});
      } else this.endPhase(this.end, events);
    }
    return events;
  }
  get end() { return this.anchor + (this.phase.untilKey ? LONGEST : this.length()); }
  endPhase(at, events) {
    if (this.phase.untilKey) this.extra[this.index] = this.elapsed(at) - this.phase.seconds;
    if (this.phase.kind === "hold") {
      this.records[this.index] = {held: micro(this.length()), result: "done"};
      this.undoable = [];
    }
    if (this.index + 1 === this.phases.length) {
      this.halt(at);
      this.state = "finished";
      events.push({what: "over"});
    } else {
      this.enter(this.index + 1);
      this.anchor = at;
      events.push({what: "began", index: this.index});
    }
  }
  // Time passed unseen: go no further than what was really seen, and stand there.
  gap(now, seenAt, missing) {
    const events = this.advance(Math.min(seenAt, now));
    const seen = this.now;
    this.now = Math.max(this.now, now);
    if (this.state === "paused") this.pausedSince -= missing;
    else if (!this.over) {
      if (this.state === "running") {
        this.halt(seen);
        this.pausedSince = seen;
      }
      this.pausedSince -= Math.max(0, missing - (this.now - seen));
      this.state = "paused";
      events.push({what: "paused", missing});
    }
    return events;
  }

  // What is pressed.
  pause(now) {
    const events = this.advance(now);
    if (this.state === "running") {
      this.halt(this.now);
      this.pausedSince = this.now;
    } else if (this.state !== "getting-ready") return events;
    this.state = "paused";
    return [...events, {what: "paused", missing: 0}];
  }
  resume(now) {
    const events = this.advance(now);
    if (this.state !== "paused") return events;
    const long = this.now - this.pausedSince >= STARTS_OVER;
    if (long && this.phase.kind === "hold" && this.elapsed(this.now) > 0) {
      this.hourOver = null;
      this.writeCut();
      this.goTo(this.index, 0);
    }
    this.state = "getting-ready";
    this.readyUntil = this.now + GET_READY;
    return [...events, {what: "getting-ready"}];
  }
  done(now) {
    const events = this.advance(now);
    if (this.state === "running" && this.phase.untilKey && this.elapsed(this.now) >= DONE_FROM) this.endPhase(this.now, events);
    return events;
  }
  skip(now) {
    const events = this.advance(now);
    return [...events, ...this.jump(this.nextTurn() ?? this.nextPlace())];
  }
  skipPlace(now, place) {
    const events = this.advance(now);
    return this.phase.place === place ? [...events, ...this.jump(this.nextPlace())] : events;
  }
  ease(now) {
    const events = this.advance(now);
    return this.phase.kind === "hold" ? [...events, ...this.jump(this.index + 1)] : events;
  }
  back(now) {
    const events = this.advance(now);
    const again = this.lastBack !== null && this.now - this.lastBack <= BACK_AGAIN;
    let target = this.lastBegun ?? this.index;
    if (again && target) target = this.holdAtOrBefore(target - 1) ?? target;
    events.push(...this.jump(target));
    this.lastBack = this.now;
    return events;
  }
  undo(now) {
    const events = this.advance(now);
    if (this.over || !this.undoable.length) return events;
    const was = this.undoable.pop();
    this.goTo(was.index, was.elapsed);
    Object.assign(this, {extra: was.extra, cameFrom: was.cameFrom, lastBegun: was.lastBegun, records: was.records, lastBack: null});
    return [...events, {what: "jumped", index: this.index}];
  }
  nudge(now, seconds) {
    const events = this.advance(now), length = this.length();
    if (this.over) return events;
    const longer = Math.max(length, Math.min(length + seconds, LONGEST));
    const shorter = Math.min(length, Math.max(length + seconds, this.elapsed(this.now) + LEAST_LEFT));
    this.extra[this.index] = (seconds > 0 ? longer : shorter) - this.phase.seconds;
    return events;
  }
  stop(now) { return this.close(now, "stopped"); }
  quit(now) { return this.close(now, "ended"); }

  // How it goes about it.
  close(now, state) {
    const events = this.advance(now);
    if (this.over && !(state === "stopped" && this.state === "finished")) return events;
    if (!this.over) this.writeCut();
    if (this.since !== null) this.halt(this.now);
    this.state = state;
    this.undoable = [];
    return [...events, {what: "over"}];
  }
  jump(target) {
    if (this.over) return [];
    if (target >= this.phases.length) return this.close(this.now, "finished");
    this.hourOver = null;
    this.undoable.push({index: this.index, elapsed: this.elapsed(this.now), extra: {...this.extra},
      cameFrom: this.cameFrom, lastBegun: this.lastBegun, records: {...this.records}});
    this.writeCut();
    this.goTo(target, 0);
    if (this.records[target]) this.records[target] = {held: 0, result: "cut"};
    this.lastBack = null;
    return [{what: "jumped", index: target}];
  }
  begin(at) {
    this.anchor = at - this.stood;
    this.since = at;
  }
  halt(at) {
    this.stood = this.elapsed(at);
    this.active = this.activeSeconds(at);
    this.since = null;
  }
  goTo(index, elapsed) {
    this.enter(index);
    this.stood = elapsed;
    this.anchor = this.now - elapsed;
  }
  enter(index) {
    this.cameFrom = this.phase;
    this.index = index;
    if (this.phase.kind === "hold") this.lastBegun = index;
  }
  writeCut() {
    const cut = this.attempt(this.now);
    if (cut) this.records[this.index] = cut;
  }
  attempt(now) {
    const held = this.elapsed(now);
    return held > 0 && this.phase.kind === "hold" && !this.over ? {held: micro(held), result: "cut"} : null;
  }
  holdAtOrBefore(index) {
    for (let n = index; n >= 0; n--) if (this.phases[n].kind === "hold") return n;
    return null;
  }
  nextPlace() {
    let n = this.index;
    while (n < this.phases.length && this.phases[n].place === this.phase.place) n++;
    return n;
  }
  nextTurn() {
    for (let n = this.index + 1; n < this.nextPlace(); n++) {
      const phase = this.phases[n];
      if (phase.kind === "hold" && (this.phase.kind === "ready" || phase.turn > this.phase.turn)) return n;
    }
    return null;
  }
}

// Time as a page really sees it. A wake-up more than two seconds late, or a wall clock that went on further than that
// while the monotonic one slept, is time that nobody saw.
class Watch {
  constructor() { this.look(); }
  read() { return performance.now() / 1000; }
  look() {
    this.seen = this.read();
    this.wall = Date.now() / 1000;
  }
  missing() {
    const late = this.read() - this.seen, slept = Date.now() / 1000 - this.wall;
    return late > 2 || slept - late > 2 ? Math.max(late, slept) : 0;
  }
}
