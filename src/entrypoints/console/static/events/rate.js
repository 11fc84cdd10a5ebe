/* How many events are taken in a second: every two looks at the count of them tell. */

const KEPT_MILLISECONDS = 180_000;
const WIDTH = 180;
const HEIGHT = 40;
const HEADROOM = 4;
let looks = [];

/** Take a look at the count; returns the rates since, and how many were taken in that time. */
export function measured(received, at) {
  if (looks.length && received < looks.at(-1).received) looks = []; // another journal
  looks = [...looks.filter((one) => at - one.at <= KEPT_MILLISECONDS), { at, received }];
  const rates = looks.slice(1).map((one, place) => between(looks[place], one));
  return { rates, taken: received - looks[0].received, since: looks[0].at };
}

function between(before, after) {
  const seconds = Math.max(after.at - before.at, 1) / 1_000;
  return { at: after.at, rate: (after.received - before.received) / seconds };
}

export const readable = (rate) => (rate < 10 ? Math.round(rate * 10) / 10 : Math.round(rate)).toLocaleString();

/** Draw the rates up to now, as high as the highest of them. */
export function drawSpark(svg, rates, now) {
  const top = Math.max(1, ...rates.map((one) => one.rate));
  const places = rates.map(({ at, rate }) => [
    WIDTH - ((now - at) / KEPT_MILLISECONDS) * WIDTH,
    HEIGHT - 1 - (rate / top) * (HEIGHT - HEADROOM),
  ]);
  const line = places.map((place) => place.map((one) => one.toFixed(1)).join(",")).join(" ");
  svg.querySelector("polyline").setAttribute("points", line);
  const [first, last] = [places[0]?.[0] ?? WIDTH, places.at(-1)?.[0] ?? WIDTH];
  svg.querySelector("path").setAttribute("d", line && `M${first},${HEIGHT} L${line} ${last},${HEIGHT}Z`);
}
