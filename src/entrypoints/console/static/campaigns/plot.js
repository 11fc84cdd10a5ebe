/* A dot with its whiskers for each rate, drawn as SVG: the table beside it says the same. */

import { scaleOf, tickText } from "./scale.js";
import { intervalOf, percent, whereOf } from "./standing.js";

const SVG = "http://www.w3.org/2000/svg";
const AXIS = 44;
const TOP = 6;
const END = 22;
const CAP = 4;
const RADIUS = 4.5;
const NARROW = 480;
const BESIDE = { left: 200, line: 26, dot: 13, label: 17, end: true }; // a name stands beside its line,
const ABOVE = { left: 10, line: 44, dot: 31, label: 14, end: false }; // and above it where there is little room
const A_TICK = 80;
const A_LETTER = 6.8;

/** Draw them from top to bottom, as wide as the page leaves room. */
export function drawPlot(svg, items) {
  const width = Math.floor(svg.parentElement.clientWidth - padding(svg.parentElement));
  if (!items.length || width <= 0) return;
  const place = width < NARROW ? ABOVE : BESIDE;
  const [bottom, right] = [TOP + items.length * place.line, width - END];
  const scale = scaleOf(extent(items), [place.left, right], Math.floor((right - place.left) / A_TICK));
  svg.setAttribute("viewBox", `0 0 ${width} ${bottom + AXIS}`);
  svg.setAttribute("width", width);
  svg.setAttribute("height", bottom + AXIS);
  svg.setAttribute("aria-label", summary(items));
  svg.replaceChildren(
    ...axis(scale, [place.left, right], bottom),
    ...items.map((one, number) => mark(one, scale, place, TOP + number * place.line)),
  );
}

function padding(element) {
  const style = getComputedStyle(element);
  return parseFloat(style.paddingInlineStart) + parseFloat(style.paddingInlineEnd);
}

function extent(items) {
  const ends = items.flatMap(({ engagement_rate: rate, interval }) => [rate, interval?.low ?? rate, interval?.high ?? rate]);
  return [100 * Math.min(...ends), 100 * Math.max(...ends)];
}

function summary(items) {
  const [best, last] = [items[0], items.at(-1)];
  const from = `from ${percent(best.engagement_rate)} (${best.influencer_id}) to ${percent(last.engagement_rate)} (${last.influencer_id})`;
  return `Engagement rates of ${items.length}, ${from}, each with its 95 % interval. The table says the same.`;
}

function axis({ at, ticks, step }, [left, right], bottom) {
  const lines = ticks.flatMap((value) => [
    drawn("line", { class: "grid", x1: at(value), x2: at(value), y1: TOP, y2: bottom }),
    drawn("text", { class: "tick", x: at(value), y: bottom + 17 }, tickText(value, step)),
  ]);
  const title = drawn("text", { class: "tick", x: (left + right) / 2, y: bottom + 37 }, titleOf(ticks[0], step));
  return [...lines, drawn("line", { class: "base", x1: left, x2: right, y1: bottom, y2: bottom }), title];
}

/** An axis that leaves zero out makes differences look large: so it says so. */
const titleOf = (first, step) => `Engagement rate, %${first > 0 ? ` · the axis begins at ${tickText(first, step)}` : ""}`;

function mark(one, { at }, place, top) {
  const group = drawn("g", { class: "mark" });
  const y = top + place.dot;
  const interval = one.interval ? `, 95 % interval ${intervalOf(one)}` : "";
  group.append(drawn("title", {}, `${one.rank}. ${one.influencer_id}, ${whereOf(one)}: ${percent(one.engagement_rate)}${interval}`));
  group.append(label(one, place, top + place.label));
  if (one.interval) group.append(whisker(at(100 * one.interval.low), at(100 * one.interval.high), y));
  group.append(drawn("circle", { cx: at(100 * one.engagement_rate), cy: y, r: RADIUS }));
  return group;
}

function label(one, { left, end }, y) {
  const attributes = end ? { class: "label end", x: left - 12 } : { class: "label", x: 0 };
  return drawn("text", { ...attributes, y }, labelOf(one, end ? left - 16 : 300));
}

function whisker(low, high, y) {
  const ends = [low, high].map((x) => `M${x.toFixed(1)},${y - CAP}V${y + CAP}`).join("");
  return drawn("path", { class: "whisker", d: `M${low.toFixed(1)},${y}H${high.toFixed(1)}${ends}` });
}

/** Say who it is in as many letters as there is room for. */
function labelOf({ rank, influencer_id: name }, room) {
  const letters = [...`${rank}. ${name}`];
  const most = Math.floor(room / A_LETTER);
  return letters.length > most ? `${letters.slice(0, most - 1).join("")}…` : letters.join("");
}

function drawn(name, attributes, text = null) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text !== null) element.textContent = text;
  return element;
}
