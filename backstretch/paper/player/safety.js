// The pain rule and the order of the questions, as coach/pain.py and coach/screening.py have them.

const REACHES = ["back", "buttock", "thigh", "below-knee", "foot"], LEG = REACHES.slice(2), BELOW_THE_KNEE = REACHES.slice(3);
const STOPPING = ["sharp", "shooting", "electric", "leg"], MILD = ["cramp", "dull"], ONLY_EASY_FROM = 6;
const depth = (reach) => REACHES.indexOf(reach || "back");
const furtherDown = (now, before) => depth(now) > depth(before);
const newInLeg = (now, before) => LEG.includes(now) && furtherDown(now, before);

function judge(now, start, limits) {
  if (now.kinds.some((kind) => STOPPING.includes(kind)) || furtherDown(now.reach, start.reach)) return "stop";
  const before = start.score || 0;
  if (now.score === null || now.score <= before) return "go on";
  if (now.score >= limits.stopAt) return "stop";
  return now.score >= limits.easeAt || now.score - before >= limits.easeRise ? "ease" : "go on";
}
function leavesGate(now, start, signs, limits) {
  if (now.kinds.length === 1 && now.kinds[0] === "mistake") return false;
  const mild = now.kinds.length === 1 && MILD.includes(now.kinds[0]);
  const strong = now.score !== null && now.score >= limits.stopAt;
  return !mild || strong || signs.length > 0 || newInLeg(now.reach, start.reach);
}
function worstTier(signs, ticked) {
  const found = signs.find((sign) => ticked.includes(sign.id));
  return found ? found.tier : null;
}
const blocks = (signs, ticked) => ["emergency", "same_day"].includes(worstTier(signs, ticked));

// What to ask next, or what comes of the answers: {ask}, {go} or {refuse}.
function nextStep(facts, answers) {
  if (answers.sharpPain) return {refuse: "sharp"};
  if (answers.blocked) return {refuse: "signs"};
  const behindGate = facts.openStop && (answers.settled === false || answers.advised === false);
  if (facts.keptSigns && !answers.kept) return {ask: "keptSigns"};
  if (facts.keptSigns && answers.kept === "not_yet") return {refuse: "signs"};
  if (facts.keptSigns && answers.kept === "mistake" && !answers.signsAsked) return {ask: "signs"};
  if (facts.noticeDue && !answers.notice) return {ask: "notice"};
  if (facts.unkept && !answers.signsAsked) return {ask: "signs"}; // what was ticked before is not known here
  if (behindGate) {
    if (!answers.signsAsked) return {ask: "signs"};
    if (!answers.instead) return {ask: "instead"};
    if (answers.instead === "nothing") return {refuse: "gate"};
  } else if (facts.openStop && (answers.settled === null || answers.advised === null)) return {ask: "gate"};
  if (!behindGate && facts.asksNextDay && !answers.nextDay) return {ask: "nextDay"};
  if (!behindGate && facts.worseTwice() && !answers.gentlest) return {ask: "gentlest"};
  if (!answers.checkedIn) return {ask: "checkIn"};
  if (BELOW_THE_KNEE.includes(answers.reach) && !facts.wasBelowTheKnee && !answers.signsAsked) return {ask: "signs"};
  if (behindGate || (answers.score !== null && answers.score >= ONLY_EASY_FROM)) {
    if (answers.instead === "walking" && answers.reach === null && !answers.reachAsked) return {ask: "reach"};
    if (!answers.instead || (answers.instead === "walking" && !mayWalk(facts, answers))) return {ask: "instead"};
    if (answers.instead === "nothing") return {refuse: behindGate ? "gate" : "declined"};
    return {go: answers.instead, resume: false};
  }
  const mayResume = facts.resumable && !facts.openStop && !facts.firstAfterStop;
  if (mayResume && answers.resume === null) return {ask: "resume"};
  return {go: "session", resume: mayResume && answers.resume};
}
function mayWalk(facts, answers) {
  return !newInLeg(answers.reach, facts.lastReach) && !(facts.openStop && facts.stopInLeg);
}
