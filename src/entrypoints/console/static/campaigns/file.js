/* One file: how far it is, what its rows came to, and why. */

import { get } from "../api.js";
import { byId, copyOf, drawRows, fill, show } from "../elements.js";
import { attempt, number, time } from "../areas/words.js";
import { follow, isSettled } from "./following.js";
import { forgetQuarantine, showQuarantine, startQuarantine } from "./quarantine.js";
import { sizeOf } from "./bytes.js";
import { meaningOf } from "./reasons.js";
import { offerWithdrawing } from "./withdrawing.js";

const DELIMITERS = { ",": "commas", ";": "semicolons", "\t": "tabs", "|": "pipes" };
const card = byId("file");
let shown = null;

export function startFile() {
  startQuarantine();
  byId("close-file").onclick = close;
}

/** Show a file as it is now, and keep it in the address. */
export async function openFile({ id }) {
  shown = id;
  forgetQuarantine();
  const isFound = await attempt(byId("files-problem"), async () => follow.put(await get(`/performance-files/${id}`)));
  if (!isFound) return close();
  history.replaceState(null, "", `?${new URLSearchParams({ file: id })}`);
  card.focus();
}

function close() {
  shown = null;
  show(card, false);
  history.replaceState(null, "", location.pathname);
}

/** Draw it anew, when it is the one that is shown. */
export function redraw(file) {
  if (file.id !== shown) return;
  byId("file-name").textContent = file.name;
  byId("file-state").textContent = byId("file-state").dataset.state = file.state;
  byId("file-facts").textContent = facts(file).join(" · ");
  byId("file-failure").textContent = file.failure ? `Nothing of it is published: ${file.failure.detail}.` : "";
  show(byId("file-failure"), file.failure !== null);
  going(file);
  ledger(file);
  const reasons = Object.entries(file.by_reason).map(([id, many]) => ({ id, many }));
  reasons.sort((a, b) => b.many - a.many);
  drawRows(byId("reasons").tBodies[0], reasons, reasonRow);
  show(byId("reasons-part"), reasons.length > 0);
  show(card, true);
  offerWithdrawing(file);
  showQuarantine(file);
}

function facts({ size, dialect, max_errors: budget, rules, received_at: received, finished_at: finished }) {
  const read = `${dialect.encoding}, cells between ${DELIMITERS[dialect.delimiter] ?? dialect.delimiter}`;
  const when = [`received ${time(received)}`, finished && `settled ${time(finished)}`].filter(Boolean).join(", ");
  return [sizeOf(size), read, `rules ${rules}`, `at most ${budget} wrong`, when];
}

function going(file) {
  const percent = Math.floor(100 * file.progress);
  const part = byId("file-going");
  part.querySelector("progress").value = percent;
  byId("file-going-says").textContent = file.state === "received" ? "It waits for a worker." : `Loading, ${percent} %`;
  show(part, !isSettled(file));
}

function ledger(file) {
  for (const name of ["read", "loaded", "quarantined"]) fill(byId("ledger"), `.${name} dd`, number(file[name]));
  for (const name of ["loaded", "quarantined"]) {
    byId("ledger-parts").querySelector(`.${name}`).style.flexGrow = file[name];
  }
  show(byId("ledger-parts"), file.read > 0);
}

function reasonRow({ id, many }, element) {
  const made = element ?? copyOf("reason");
  made.dataset.id = id;
  fill(made, ".code-word", id);
  fill(made, ".says", meaningOf(id));
  fill(made, ".many", number(many));
  const button = made.querySelector("button");
  button.setAttribute("aria-label", `Show rows with ${id}`);
  button.onclick = () => showQuarantine(null, id);
  return made;
}
