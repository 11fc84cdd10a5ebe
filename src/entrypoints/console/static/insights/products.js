/* The product matrix: rows, columns and their totals, which add up to all interactions. */

import { get } from "../api.js";
import { byId, onSent, show } from "../elements.js";
import { attempt, number, plural } from "../areas/words.js";
import { startAccount } from "../people/account.js";
import { fact } from "./facts.js";
import { drawSheet, sheetOf } from "./matrix.js";

const DAY_MILLISECONDS = 86_400_000;
const NOTES = {
  unknown: "unknown: their customer is in no table, or of no type.",
  several: "several: one interaction was with customers of different types.",
};
const form = byId("period");

async function load(period) {
  const query = new URLSearchParams({ group_by: "customer_type", ...period });
  await attempt(byId("matrix-problem"), async () => draw(await get(`/product-interactions?${query}`), period));
}

/** The API's end is the first moment that does not count any more. */
function within({ from, to }) {
  const next = (day) => new Date(Date.parse(day) + DAY_MILLISECONDS).toISOString();
  return { ...(from && { from: `${from}T00:00:00Z` }), ...(to && { to: next(to) }) };
}

function draw(told, period) {
  const sheet = sheetOf(told);
  drawSheet(byId("matrix").querySelector("table"), sheet);
  show(byId("matrix"), told.total > 0);
  show(byId("no-matrix"), told.total === 0);
  byId("no-matrix").textContent = Object.keys(period).length ? "No interaction in these days." : "No interaction is held yet.";
  byId("sums").textContent = sums(told);
  byId("matrix-facts").textContent = `snapshot ${number(told.snapshot)}`;
  const types = sheet.rows.map(([type]) => type);
  byId("matrix-notes").replaceChildren(...types.filter((type) => type in NOTES).map((type) => fact(NOTES[type])));
}

function sums({ items, unattributed, total }) {
  const attributed = items.reduce((sum, one) => sum + one.interactions, 0);
  const parts = `${number(attributed)} with a product + ${number(unattributed)} in months without one`;
  return total ? `${parts} = ${plural(total, "interaction")}.` : "";
}

if (await startAccount()) {
  onSent(form, (fields) => load(within(fields)));
  await load({});
  document.body.dataset.ready = "";
}
