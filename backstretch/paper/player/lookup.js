// Which plan: the program made one for each set of cautions, and for what hurt beside it.

const NO_PLAN = "This file has no plan without all that hurt and all that your ticks touch, and makes none up. "
  + "Whoever has the program can write a new file, made for you with --for-me. Or put back what hurt, if your clinician agrees.";

function bitsOf(ids, rotations) {
  if (page.mine) return page.first;
  return page.bits.reduce((bits, id, n) => bits | (id === "rotation" ? !rotations : ids.includes(id)) << n, 0);
}
// A plan, or why there is none. `way` is one of page.ways; `hurt` are the exercises that ended in a stop.
function planFor(way, bits, hurt) {
  const {plans, groups, written} = page.ways[way], here = plans[groups[bits - page.first]], without = [];
  for (;;) {
    const found = here[without.join("\n")];
    if (found === undefined) return NO_PLAN;
    const more = hurt.find((id) => !without.includes(id) && concerns(found, written, id));
    if (more === undefined) return typeof found === "string" ? found : laidOut(found);
    without.push(more);
    without.sort();
  }
}
// Whether what hurt is in a plan, or in the file: what hurt elsewhere changes nothing here.
function concerns(found, written, id) {
  return written.includes(id) || (typeof found === "number" && laidOut(found).phases.some((phase) => phase.exercise === id));
}
const laid = new Map();
function laidOut(number) {
  if (laid.has(number)) return laid.get(number);
  const [course, ...leftOut] = page.plans[number], plan = {number, leftOut: leftOut.map((note) => page.notes[note])};
  page.courseKeys.forEach((key, n) => { plan[key] = page.courses[course][n]; });
  plan.ready = page.notes[plan.ready];
  let start = 0;
  plan.phases = plan.passages.flatMap((passage, place) => page.passages[passage].map((at) => {
    const phase = {place, start};
    page.phaseKeys.forEach((key, n) => { phase[key] = page.phases[at][n]; });
    Object.assign(phase, {kind: page.strings[phase.kind], here: page.rows[phase.here], up: page.rows[phase.up],
      untilKey: !!phase.untilKey, tones: phase.tones ?? phase.seconds});
    if (phase.exercise !== null) phase.exercise = page.exercises[phase.exercise];
    if (typeof phase.wayOut === "number") phase.wayOut = page.texts[phase.wayOut];
    start = Math.round((start + phase.seconds) * 1e6) / 1e6;
    return phase;
  }));
  laid.set(number, plan);
  return plan;
}
// Texts stand in the tables by their numbers: a page says the same often.
function itemOf(values) {
  const item = {}, text = (n) => page.strings[n] ?? "";
  page.itemKeys.forEach((key, n) => { item[key] = values[n]; });
  for (const key of ["name", "into", "holding", "out", "does", "easier", "pose"]) item[key] = text(item[key]);
  return {...item, cues: item.cues.map(text), parts: item.parts.map((part) => part.map(text))};
}
const items = page.items.map(itemOf);
const textsAt = (numbers) => numbers.map((n) => page.texts[n]);
// Every piece that may be spoken of a plan.
function textsOf(plan) {
  const lines = [plan.before, plan.after, ...plan.phases.flatMap((phase) => [phase.said, phase.skipped])];
  const all = new Set([...lines.flatMap((line) => page.lines[line].map((each) => each[3])),
    ...plan.phases.flatMap((phase) => [...phase.here, ...phase.up])]);
  return [...new Set([...Object.values(page.spoken), ...textsAt([...all]).flatMap(pieces)])];
}
