/* Rows in quarantine, in the order of the file: all of them, or those of one reason. */

import { get } from "../api.js";
import { byId, copyOf, drawRows, fill, show } from "../elements.js";
import { attempt, number } from "../areas/words.js";
import { dumped, visible } from "./bytes.js";
import { meaningOf } from "./reasons.js";
import { openRow } from "./row.js";

const AT_A_TIME = 25;
const LONGEST_SHOWN = 160;
const choice = byId("quarantine-reason");
let file = null;
let held = [];
let cursor = null;
let asked = 0;
let loaded = ""; // what was in quarantine when it was asked for

export function startQuarantine() {
  choice.onchange = () => load();
  byId("more-kept").onclick = () => load(cursor);
}

export function forgetQuarantine() {
  file = null;
  held = [];
  loaded = "";
  choice.value = "";
}

/** Show a file's quarantine as the file says it is now; with a reason, lead there. */
export function showQuarantine(changed, reason = null) {
  if (changed) file = changed;
  offer(Object.keys(file.by_reason));
  const now = JSON.stringify([file.id, file.by_reason]);
  if (reason !== null) choice.value = reason;
  show(byId("quarantine-part"), file.quarantined > 0 || held.length > 0);
  if (now === loaded && reason === null) return;
  loaded = now;
  load();
  if (reason !== null) byId("quarantine-part").focus();
}

async function load(after = null) {
  const limit = after ? AT_A_TIME : Math.max(AT_A_TIME, Math.min(held.length, 100));
  const given = { limit, ...(choice.value && { reason: choice.value }), ...(after && { cursor: after }) };
  const mine = ++asked;
  await attempt(byId("quarantine-problem"), async () => {
    const page = await get(`/performance-files/${file.id}/quarantine?${new URLSearchParams(given)}`);
    if (mine !== asked) return; // something else was chosen meanwhile
    held = after ? [...held, ...page.items] : page.items;
    cursor = page.next_cursor;
    draw();
  });
}

function draw() {
  drawRows(byId("kept").tBodies[0], held.map((one) => ({ ...one, id: `${file.id} ${one.row}` })), rowOf);
  show(byId("kept"), held.length > 0);
  show(byId("no-rows"), held.length === 0);
  show(byId("more-kept"), cursor !== null);
  show(byId("quarantine-part"), file.quarantined > 0 || held.length > 0);
}

function rowOf(row, element) {
  const made = element ?? copyOf("kept");
  made.dataset.id = row.id;
  fill(made, ".row", number(row.row));
  fill(made, ".start", `from byte ${number(row.start)}`);
  fill(made, ".code-word", row.reason);
  fill(made, ".says", row.field ? `in ${row.field}` : meaningOf(row.reason));
  fill(made, "bdi", said(row));
  show(made.querySelector(".mended"), row.state === "mended");
  const button = made.querySelector("button");
  button.setAttribute("aria-label", `Open row ${row.row}`);
  button.onclick = () => openRow(file, row);
  return made;
}

/** What it says in one line; bytes that are no text as bytes. */
function said({ text, raw }) {
  const shown = text === null ? dumped(raw) : visible(text).replaceAll("\n", "");
  return shown.length > LONGEST_SHOWN ? `${shown.slice(0, LONGEST_SHOWN)}…` : shown;
}

function offer(reasons) {
  const there = new Set([...choice.options].map((one) => one.value));
  choice.append(...reasons.filter((one) => !there.has(one)).map((one) => new Option(one)));
  for (const one of [...choice.options]) {
    if (one.value && one.value !== choice.value && !reasons.includes(one.value)) one.remove();
  }
}
