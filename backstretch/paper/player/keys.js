// Keys, where there is a keyboard: as in the coach. Then the page begins.

const PAIN_KEYS = "x!чχסء！ｘ";
const LEFT_ALONE = /^(tab|shift|control|alt|meta|altgraph|capslock|numlock|scrolllock|fn.*|f\d+|arrow(up|down)|page(up|down)|home|end|audio.*|media.*|volume.*|dead|process|unidentified)$/;
const SAME_KEY = {arrowright: "n", arrowleft: "b", " ": "space", "=": "+"};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || /^(textarea|text)$/.test(event.target.type)) return;
  const key = event.key.toLowerCase();
  if (key.length === 1 && PAIN_KEYS.includes(key)) return sharpPain(event);
  if (LEFT_ALONE.test(key)) return;
  const asked = screen !== "coach" || !coach.face.dialog.hidden;
  if (event.repeat && (asked || !["+", "-", "u"].includes(key))) return event.preventDefault(); // held down
  if (asked) return /^[0-9t]$/.test(key) ? pressScore(event, key) : undefined;
  if (key === "enter" && event.target.type === "button") return; // it presses that one
  event.preventDefault();
  const found = [...app.querySelectorAll(".buttons button:not([hidden])")].find((each) => each.dataset.key === (SAME_KEY[key] || key));
  if (found) found.click();
  else coach.act(() => coach.other());
});
// Where one number is asked, its key gives it; t is ten.
function pressScore(event, key) {
  const groups = [...app.querySelectorAll(".scores")].filter((each) => each.offsetParent !== null && !each.closest("[inert]"));
  if (groups.length !== 1 || screen === "stopped") return;
  event.preventDefault();
  [...groups[0].children].find((each) => each.textContent === (key === "t" ? "10" : key)).click();
}
document.addEventListener("visibilitychange", () => {
  if (document.hidden || !coach || coach.run.over) return;
  coach.tick();
  coach.awake();
});
begin();
