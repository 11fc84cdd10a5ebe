/* One quarantined row: what it says, its bytes, and how it is mended. */

import { get, post } from "../api.js";
import { byId, copyOf, fill, onSent, show } from "../elements.js";
import { attempt, number, plural, time } from "../areas/words.js";
import { listing, visible } from "./bytes.js";
import { follow } from "./following.js";
import { meaningOf } from "./reasons.js";

const NAMES = ["campaign_id", "influencer_id", "likes", "comments", "shares", "views", "date"];
const TEXTS = ["influencer_id", "date"];
const KNOWN = "Its cells stand here as they were read. Mend what is wrong; the row is held to the newest rules and takes its place.";
const UNKNOWN = "Its form does not tell which cell is which: write the row as it should be.";
const dialog = byId("row");
const form = byId("mend");
const problem = byId("row-problem");
let shown = null;

export function startRow() {
  byId("close-row").onclick = () => dialog.close();
  onSent(form, mend);
}

export async function openRow(file, row) {
  shown = { file, row };
  show(problem, false);
  byId("row-outcome").textContent = "";
  draw(file, row);
  prefill(row.cells);
  dialog.showModal();
  await drawAttempts();
}

function draw(file, row) {
  byId("row-name").textContent = `Row ${number(row.row)} of ${file.name}`;
  byId("row-reason").textContent = row.reason;
  byId("row-says").textContent = meaningOf(row.reason);
  const facts = [`from byte ${number(row.start)}`, plural(row.size, "byte"), row.field && `in ${row.field}`];
  byId("row-facts").textContent = facts.filter(Boolean).join(" · ");
  byId("row-text").textContent = row.text === null ? "" : visible(row.text);
  show(byId("row-text"), row.text !== null);
  show(byId("row-no-text"), row.text === null);
  byId("row-bytes").textContent = listing(row.raw, row.start);
  const isOpen = row.state === "waiting" && file.state === "published";
  show(form, isOpen);
  drawDay(file);
  byId("mending-says").textContent = isOpen ? (row.cells ? KNOWN : UNKNOWN) : closed(row);
}

const closed = ({ state }) =>
  state === "mended" ? "It was mended, and what was sent is published in its place." : "Rows are mended in a file that is published.";

function prefill(cells) {
  NAMES.forEach((name, place) => (form.elements[name].value = cells?.[place] ?? ""));
}

/** A day is asked for where the file's rows tell one. */
function drawDay({ has_days: tells }) {
  const day = form.elements.date;
  show(day.closest("label"), tells);
  day.disabled = !tells;
}

async function mend(fields) {
  const { file, row } = shown;
  const names = NAMES.filter((name) => name !== "date" || file.has_days);
  const told = names.map((name) => [name, TEXTS.includes(name) ? fields[name] : Number(fields[name])]);
  const headers = { "Idempotency-Key": crypto.randomUUID() };
  const path = `/performance-files/${file.id}/quarantine/${row.row}`;
  const isDone = await attempt(problem, async () => {
    const now = await post(`${path}/replay`, Object.fromEntries(told), { headers });
    shown = { file: now, row: { ...row, state: "mended" } };
    byId("row-outcome").textContent = `Row ${number(row.row)} is published.`;
    draw(now, shown.row);
    follow.put(now);
  });
  await drawAttempts();
  if (isDone) byId("close-row").focus();
}

async function drawAttempts() {
  const { file, row } = shown;
  const { items } = await get(`/performance-files/${file.id}/quarantine/${row.row}/replays`).catch(() => ({ items: [] }));
  if (shown.row.row !== row.row) return; // another was opened meanwhile
  byId("attempts").replaceChildren(...items.map(attemptOf));
  show(byId("attempts-part"), items.length > 0);
}

function attemptOf({ at, given, reason, field }) {
  const element = copyOf("attempt");
  const badge = element.querySelector(".badge");
  badge.textContent = reason ? "refused" : "published";
  badge.dataset.state = badge.textContent;
  fill(element, "strong", visible(given.join(", ")));
  fill(element, ".detail", [reason && `${reason}${field ? ` in ${field}` : ""}`, time(at)].filter(Boolean).join(" · "));
  return element;
}
