// What every screen is made of. All text is put in as text, never as markup.

const page = JSON.parse(document.getElementById("page").textContent);
const W = page.words;
const sound = new Sound(page.clips, page.tones), store = new Storage_(), figure = new Figure(page.figures), watch = new Watch();
const app = document.getElementById("app"), live = document.getElementById("live");

const AGAIN_SECONDS = 0.9; // what is pressed again sooner is held down, or trembles; as terminal/keys.py has it
const FRESH_SECONDS = 0.4; // a press so soon after a question was drawn was meant for what stood there; our own choice

let coach = null; // the run under way, with what is shown of it
let screen = ""; // what is on the screen: the keys ask
let drawnAt = -Infinity;

const fill = (text, values = {}) => text.replace(/\{(\w+)\}/g, (gap, name) => values[name] ?? gap);
const capital = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);
const clock = (seconds) => {
  const s = Math.ceil(seconds - 1e-6);
  return `${Math.floor(s / 60)}:${String(s % 60).padStart(2, "0")}`;
};
const pieces = (text) => text.startsWith("Next: ") ? ["Next:", text.slice(6)] : [text];
const put = (element, text) => { if (element.textContent !== text) element.textContent = text; };
const nameOf = (exercise) => page.names[exercise] || exercise;

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
const button = (label, then, kind = "") =>
  h("button", {type: "button", className: kind, onclick: () => { if (watch.read() - drawnAt >= FRESH_SECONDS) then(); }}, label);
const stopButton = () =>
  h("button", {type: "button", className: "stop", onpointerdown: sharpPain, onclick: sharpPain}, "STOP: sharp pain");

function show(name, ...children) {
  screen = name;
  document.body.dataset.screen = name;
  app.replaceChildren(...children.flat(9).filter((child) => child !== null));
  scrollTo(0, 0);
  drawnAt = watch.read();
  const first = app.querySelector("h1");
  if (!first) return;
  first.tabIndex = -1;
  first.focus({preventScroll: true}); // a screen reader reads it
}
// A question with a few answers.
function choose(title, text, choices, then) {
  show("question", h("h1", {}, title), text.map((each) => p(each)),
    choices.map(([label, value]) => button(label, () => then(value), "choice")), stopButton());
}
function tick(label, on, then) {
  const box = h("input", {type: "checkbox", checked: on, onchange: () => then(box.checked)});
  return h("label", {className: "tick"}, box, h("span", {}, label));
}
// One of some answers, or none: what is pressed again is taken back.
function pick(kind, label, choices, then) {
  const group = h("div", {className: kind, role: "group", "aria-label": label});
  for (const [text, value] of choices) {
    const one = button(text, () => {
      const on = one.getAttribute("aria-pressed") !== "true";
      for (const each of group.children) each.setAttribute("aria-pressed", String(on && each === one));
      then(on ? value : null);
    });
    one.setAttribute("aria-pressed", "false");
    group.append(one);
  }
  return group;
}
const SCORES = Array.from({length: 11}, (_, n) => [String(n), n]);
const pickScore = (label, then) => pick("scores", label, SCORES, then);
const pickReach = (then) => pick("choices", W.stop.reach, REACHES.map((reach) => [W.reach[reach], reach]), then);
const noteOf = (label, then) => {
  const note = h("textarea", {rows: 2, "aria-label": label, placeholder: label, onchange: () => then(note.value || null)});
  return note;
};

// Signs, and what they ask for.

const emergencyLine = () => fill(W.stop.emergency, {emergency: capital(page.emergency) + "."});
const helpFor = (ticked) => {
  const tier = worstTier(W.signs, ticked);
  return tier ? [fill(W.help[tier], {emergency: page.emergency}), ...(tier === "tell" ? [] : page.advice)] : [];
};
function signRows(tiers, ticked, changed) {
  const row = (sign) => tick(sign.text, ticked.has(sign.id), (on) => {
    on ? ticked.add(sign.id) : ticked.delete(sign.id);
    changed();
  });
  return tiers.map((tier) => [h("h2", {}, W.stop[`${tier}_title`]), W.signs.filter((sign) => sign.tier === tier).map(row)]);
}

// Shown, and read by a screen reader where the voice does not speak it: nothing is heard twice. `lines` are said in a
// row: what is written there one after the other at once is read as one, the last.
function saidInARow(lines) {
  for (const [at, text] of lines) {
    if (coach) coach.caption.textContent = text;
    document.dispatchEvent(new CustomEvent("said", {detail: {at, text}}));
  }
  const unspoken = lines.filter(([, text]) => !sound.speaks() || !pieces(text).every((each) => sound.has(each)));
  live.textContent = unspoken.map(([, text]) => text).join(" ");
}
const said = (at, text) => saidInARow([[at, text]]);
