// The figure: outlines round discs, as figure/scene.py has them, moved as figure/motion.py moves them.

const SVG = "http://www.w3.org/2000/svg";
const eased = (share) => { const s = Math.min(1, Math.max(0, share)); return s * s * (3 - 2 * s); };
const IN_SHARE = 0.4;
const fullOfBreath = (seconds, breath) => {
  const share = (seconds / breath) % 1;
  return share < IN_SHARE ? (1 - Math.cos(Math.PI * share / IN_SHARE)) / 2
    : (1 + Math.cos(Math.PI * (share - IN_SHARE) / (1 - IN_SHARE))) / 2;
};

class Figure {
  constructor(figures) {
    this.figures = figures;
    this.svg = document.createElementNS(SVG, "svg");
    this.svg.setAttribute("aria-hidden", "true");
    this.group = this.svg.appendChild(document.createElementNS(SVG, "g"));
    this.still = matchMedia("(prefers-reduced-motion: reduce)");
  }
  show(id, showing, seconds) {
    const figure = this.figures[id];
    this.svg.style.visibility = figure ? "visible" : "hidden";
    if (!figure) return;
    if (this.id !== id) this.svg.setAttribute("viewBox", figure.box.join(" "));
    this.id = id;
    const still = this.still.matches;
    const inParts = showing.kind === "hold" && showing.places.length > 1;
    const at = !still ? wayAt(figure, showing, seconds) : showing.kind === "hold" ? showing.places[partAt(showing, seconds)] : 0;
    const breathes = !still && !figure.cycleSeconds && !inParts && ["hold", "rest"].includes(showing.kind);
    const full = breathes ? fullOfBreath(seconds, showing.breath) * eased((seconds - wayLength(showing)) / 1) : 0;
    const round = !still && figure.cycleSeconds ? (seconds / figure.cycleSeconds) % 1 : 0;
    this.draw(figure, pictureAt(figure, at, full, round), showing.side === "left");
  }
  draw(figure, picture, mirrored) {
    const parts = [];
    for (const group of figure.orders[picture.order]) {
      const paths = group.map(([role, root, discs]) => [role, outline(discs.map((n) => [picture.places[2 * n], picture.places[2 * n + 1], picture.radii[n]]))]);
      parts.push(["line", paths.filter(([role]) => role !== "floor").map(([, d]) => d).join("")]);
      for (const [role, d] of paths) parts.push([role, d]);
    }
    while (this.group.childNodes.length > parts.length) this.group.lastChild.remove();
    parts.forEach(([role, d], n) => {
      const path = this.group.childNodes[n] || this.group.appendChild(document.createElementNS(SVG, "path"));
      path.setAttribute("class", role);
      path.setAttribute("d", d);
    });
    this.group.setAttribute("transform", mirrored ? `matrix(-1 0 0 1 ${figure.middle} 0)` : "");
  }
}

function wayLength(showing) {
  const share = {hold: 0.4, switch: 0.5}[showing.kind] ?? 1;
  return Math.max(1 / 6, Math.min(2, share * showing.seconds));
}
const partAt = (showing, seconds) =>
  Math.min(showing.places.length - 1, Math.floor(seconds / showing.planned * showing.places.length + 1e-6));
function rehearsed(places, total, seconds) {
  const once = 2 + 3.5 * places.length + 2.5, pace = Math.max(1, once / Math.max(total, 6));
  const times = Math.floor(seconds * pace / once), within = seconds * pace - once * times;
  if ((times + 1) * once > total * pace + 1e-6) return 0;
  return [...places, 0].reduce((at, to, n) => at + (to - (n ? places[n - 1] : 0)) * eased((within - 2 - 3.5 * n) / 2), 0);
}
function fromPartToPart(showing, seconds) {
  const {places} = showing, each = showing.planned / places.length, n = partAt(showing, seconds);
  const come = n || showing.afterHold ? places.at(n - 1) : 0;
  const way = Math.max(1 / 6, Math.min(2 * Math.abs(places[n] - come), 0.6 * each));
  return come + (places[n] - come) * eased((seconds - n * each) / way);
}
function wayAt(figure, showing, seconds) {
  const way = wayLength(showing), total = showing.seconds;
  if (figure.ways.length === 1) return 0;
  if (showing.kind === "ready") return rehearsed(showing.places, total, seconds);
  if (showing.kind === "hold") {
    if (showing.places.length > 1) return fromPartToPart(showing, seconds);
    if (figure.returns) {
      const long = Math.max(way, 0.45 * total);
      return eased(seconds / long) - eased((seconds - total + long) / long);
    }
    if (showing.afterHold) return (1 + Math.cos(2 * Math.PI * Math.min(1, seconds / (2 * way)))) / 2;
    return eased(seconds / way);
  }
  if (!showing.afterHold || figure.returns) return 0;
  return showing.places.at(-1) * (1 - eased(seconds / way));
}
function pictureAt(figure, at, full, round) {
  if (figure.cycle.length && at > 0.99) {
    const place = round * figure.cycle.length, n = Math.floor(place);
    return between(figure, figure.cycle[n], figure.cycle[(n + 1) % figure.cycle.length], place - n);
  }
  if (full > 0 && (at === 0 || at === 1 || figure.ways.length === 1)) {
    const here = figure.way[figure.ways.indexOf(figure.ways.length === 1 ? figure.ways[0] : at)];
    return between(figure, here, figure.breath[figure.ways.length === 1 ? 0 : at], full);
  }
  const next = figure.ways.findIndex((place) => place >= at - 1e-9), last = next < 0 ? figure.way.length - 1 : Math.max(0, next - 1);
  if (next < 0) return between(figure, figure.way[last], figure.way[last], 0);
  const wide = figure.ways[next] - figure.ways[last];
  return between(figure, figure.way[last], figure.way[next], wide ? (at - figure.ways[last]) / wide : 1);
}
function between(figure, one, other, share) {
  const mixed = (from, to) => from.map((value, n) => value + (to[n] - value) * share);
  const [here, there] = [figure.radii[one.radii], figure.radii[other.radii]];
  if (one.order !== other.order || one.places.length !== other.places.length) {
    const nearer = share < 0.5 ? one : other;
    return {order: nearer.order, places: nearer.places, radii: figure.radii[nearer.radii]};
  }
  return {order: one.order, places: mixed(one.places, other.places), radii: mixed(here, there)};
}
function outline(discs) {
  const points = [];
  for (const [x, y, radius] of discs)
    for (let n = 0; n < 14; n++) points.push([x + radius * Math.cos(Math.PI * n / 7), y + radius * Math.sin(Math.PI * n / 7)]);
  points.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (sorted) => {
    const chain = [];
    for (const p of sorted) {
      while (chain.length > 1) {
        const [a, b] = [chain[chain.length - 2], chain[chain.length - 1]];
        if ((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]) > 0) break;
        chain.pop();
      }
      chain.push(p);
    }
    return chain.slice(0, -1);
  };
  const corners = [...half(points), ...half(points.slice().reverse())];
  return "M" + corners.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L") + "z";
}
