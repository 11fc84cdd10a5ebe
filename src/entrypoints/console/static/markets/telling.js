/* A market's numbers, in words. */

import { byId, copyOf, drawRows, fill, show } from "../elements.js";
import { number, plural } from "../areas/words.js";

const clock = (moment) => moment.slice(11, 19);
const day = (moment) => moment.slice(0, 10);
const both = (moment) => `${day(moment)} ${clock(moment)}`;
const WHY = {
  lost: "trades were lost",
  absent: "the exchange has no such trades",
  before_collection: "nothing was collected yet",
  not_received: "nothing was received since",
};

export function tellPrice({ price, trade_id: id, id: other, event_time: made, lag_ms: lag }) {
  byId("price").textContent = price;
  byId("trade").textContent = `trade ${id ?? other}`;
  byId("traded").textContent = clock(made);
  byId("day").textContent = day(made);
  if (lag !== undefined) byId("lag").textContent = lag < 100_000 ? `${number(lag)} ms` : "long after";
}

/** Whether the market is heard, or what the exchange says of one that does not trade. */
export function tellLife({ status, coverage }) {
  const isTrading = !status || status === "TRADING";
  const word = coverage.state === "complete" ? "live" : "quiet";
  byId("live").textContent = isTrading ? word : status.toLowerCase().replaceAll("_", " ");
}

export function tellFound({ price, trade_id: id, event_time: made, coverage }) {
  const isAbsent = coverage.missing.some(({ reason }) => reason === "absent");
  const why = isAbsent ? "The exchange has no trades of just before." : "So far: the second was not received to its end.";
  const partly = coverage.state === "complete" ? "" : ` ${why}`;
  byId("looked-up").textContent = `${price}, by trade ${id} of ${both(made)}.${partly}`;
}

export function tellGaps({ items, next_cursor: more }) {
  const many = items.reduce((sum, { missing }) => sum + missing, 0);
  byId("missing").textContent = more ? `> ${number(many)}` : number(many);
  byId("gap-count").textContent = items.length ? `in ${plural(items.length, "gap")}` : "";
  drawRows(byId("gaps").tBodies[0], items.map((one) => ({ ...one, id: String(one.first_id) })), gapRow);
  show(byId("gaps-part"), items.length > 0);
}

function gapRow(one, element) {
  const made = element ?? copyOf("gap");
  made.dataset.id = one.id;
  fill(made, ".ids", one.first_id === one.last_id ? `${one.first_id}` : `${one.first_id} to ${one.last_id}`);
  fill(made, ".many", number(one.missing));
  fill(made, ".from", both(one.from));
  fill(made, ".to", both(one.to));
  return made;
}

export function tellCoverage({ state, missing }) {
  const told = missing.map(({ reason, from, to }) => `${both(from)} to ${both(to)}: ${WHY[reason]}`);
  byId("coverage").textContent = `Incomplete. ${told.slice(0, 3).join("; ")}${told.length > 3 ? "; and more" : ""}.`;
  show(byId("coverage"), state !== "complete");
}
