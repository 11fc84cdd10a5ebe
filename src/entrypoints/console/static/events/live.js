/* The numbers at the top, drawn anew at every look; only what is bad news is said aloud. */

import { announce, byId, copyOf, drawRows, fill, show } from "../elements.js";
import { drawSpark, measured, readable } from "./rate.js";
import { age, number, plural } from "../areas/words.js";

const EVENT = { id: "e-1", source: "shop", type: "order.paid", data: { total: 10 } };
let before = null;

export function drawLive(told, now) {
  const { journal, quarantined, items } = told;
  const retrying = total(items, "retrying");
  const dead = total(items, "dead");
  drawRate(journal.received, now);
  const waits = journal.oldest_at ? `the oldest for ${age(journal.oldest_at, now)}` : "nothing waits";
  gauge("unpublished", journal.unpublished, waits);
  gauge("retrying", retrying, retrying ? "to be tried again" : "nothing fails");
  gauge("dead", dead, dead ? "to be redriven" : "nothing is dead");
  gauge("quarantined", quarantined, quarantined ? "not let in" : "all were let in");
  drawRows(byId("streams").tBodies[0], items.map((one) => ({ ...one, id: one.consumer, now })), row);
  show(byId("streams"), items.length > 0);
  byId("looked").textContent = `as of ${new Date(now).toLocaleTimeString()}`;
  if (before === null) byId("teach").open = journal.received === 0;
  tellWorse({ dead, quarantined });
}

const total = (items, name) => items.reduce((sum, one) => sum + one[name], 0);

function drawRate(received, now) {
  const { rates, taken, since } = measured(received, now);
  const peak = Math.max(0, ...rates.map((one) => one.rate));
  byId("rate").textContent = rates.length ? readable(rates.at(-1).rate) : "–";
  const lately = `${number(taken)} in the last ${age(since, now)}, ${readable(peak)} a second at most`;
  byId("rate-says").textContent = rates.length ? lately : "a second look tells";
  byId("rate-all").textContent = `${number(received)} in all`;
  drawSpark(byId("spark"), rates, now);
}

function gauge(name, count, says) {
  const element = byId(name);
  fill(element, ".number", number(count));
  fill(element, ".aside", says);
  element.toggleAttribute("data-some", count > 0);
}

function row(one, held) {
  const element = held ?? copyOf("stream");
  element.dataset.id = one.id;
  fill(element, ".name", one.consumer);
  fill(element, ".lag", number(one.lag));
  fill(element, ".oldest", one.oldest_at ? age(one.oldest_at, one.now) : "–");
  fill(element, ".retrying", number(one.retrying));
  fill(element, ".dead", number(one.dead));
  element.querySelector(".dead").toggleAttribute("data-some", one.dead > 0);
  return element;
}

/** A number that changes every two seconds is not read out; one more that died is. */
function tellWorse(now) {
  const died = now.dead - (before?.dead ?? now.dead);
  const kept = now.quarantined - (before?.quarantined ?? now.quarantined);
  if (died > 0) announce(`${plural(died, "event")} died.`);
  if (kept > 0) announce(`${plural(kept, "event")} came into quarantine.`);
  before = now;
}

/** Show the line that tells a first event. */
export function teach() {
  const isNamed = document.documentElement.dataset.signIn === "required";
  const who = isNamed ? `-H "Authorization: Bearer $TOKEN" \\\n  ` : "";
  byId("teach-line").textContent =
    `curl ${who}--json '${JSON.stringify(EVENT)}' \\\n  ${location.origin}/api/v1/events`;
}
