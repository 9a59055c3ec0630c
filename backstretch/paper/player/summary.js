// Afterwards: what was done, and what is said of it. What would have stopped the session stops it now.

function summary(done) {
  const {run} = done.entry, count = (what) => run.holds.filter((hold) => hold.result === what).length;
  const held = run.holds.reduce((sum, hold) => sum + hold.held_seconds, 0), up = textsAt(done.phase.up);
  const now = {score: null, kinds: [], reach: null};
  const amend = (changes) => store.amendRun(done.entry, changes);
  const check = () => {
    if (judge(now, done.startSaid, page.limits) !== "stop") return;
    done.stopLater(now.score, ["leg", "sharp"].find((kind) => now.kinds.includes(kind)) || null);
  };
  const kind = (id, label) => tick(label, false, (on) => {
    now.kinds = on ? [...now.kinds, id] : now.kinds.filter((each) => each !== id);
    check();
  });
  show("summary", h("h1", {}, run.outcome === "completed" ? "Session finished" : "Session ended early"),
    p(`${clock(run.active_seconds)} of ${clock(run.planned_seconds)}. ${clock(held)} held.`),
    p(`Holds: ${count("done")} done, ${count("cut")} cut short, ${count("skipped")} skipped.`),
    up.length ? [h("h2", {}, "Getting up"), up.map((line) => p(line))] : [],
    h("h2", {}, W.summary.pain), pickScore(W.summary.pain, (score) => { now.score = score; amend({pain_after: score}); check(); }),
    p(W.summary.sharp), kind("sharp", "It was sharp, shooting or electric"), kind("leg", "It is new in the leg, or further down than at the start"),
    h("h2", {}, W.stop.reach), pickReach((reach) => { now.reach = reach; amend({reach_after: reach}); check(); }),
    h("h2", {}, W.summary.effort), pickScore(W.summary.effort, (effort) => amend({effort})), noteOf("A note", (note) => amend({note})),
    p(W.aftercare[Math.floor(Date.now() / 86400000) % W.aftercare.length].text),
    button("Save what was done", save, "choice"), button("Done", begin, "main"), stopButton());
}
// A file that `log merge` takes in.
function save() {
  const file = new Blob([journalLines(page.program, store.data.runs)], {type: "application/x-ndjson"});
  const link = h("a", {href: URL.createObjectURL(file), download: `backstretch-${dayOf(new Date())}.jsonl`});
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}
