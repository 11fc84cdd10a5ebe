/* What became of single rows and cells: those that were refused, and those that were changed. */

import { byId, copyOf, fill, show } from "../elements.js";
import { paged } from "./paged.js";
import { place, spoken } from "./words.js";

const SUPPOSED = "Row by row, as it would be with what is proposed where something is open.";
const refusals = table("refusals", refusal);
const changes = table("changes", change);

const WRITTEN = new Set(["planned", "applied", "reversed"]);

export async function loadLedger({ id, state, refused, changes: counts }) {
  document.querySelectorAll("details.ledger").forEach((each) => show(each, WRITTEN.has(state)));
  const [be, hold] = state === "planned" ? ["would be", "would be held"] : ["was", "is held"];
  byId("no-refusals").textContent = `No row ${be} refused.`;
  byId("no-changes").textContent = `Every cell ${hold} as it was written.`;
  byId("rows-says").textContent = state === "planned" ? SUPPOSED : "";
  const isChanged = Object.keys(counts).length > 0;
  if (!WRITTEN.has(state)) return;
  await Promise.all([refusals(refused > 0 && `/imports/${id}/refusals`), changes(isChanged && `/imports/${id}/changes`)]);
}

/** Rows are asked for when somebody looks: those of a plan are read from its file each time. */
function table(name, made) {
  const details = byId(name).closest("details");
  const drawn = (many) => {
    show(byId(name), many > 0);
    show(byId(`no-${name}`), many === 0);
  };
  const load = paged({ rows: byId(name).tBodies[0], more: `more-${name}`, problem: "import-problem", made, drawn });
  let waits = null;
  const look = async () => {
    if (!details.open || !waits) return;
    const path = waits;
    waits = null;
    await load(path);
  };
  details.addEventListener("toggle", look);
  return async (path) => {
    load(null);
    show(byId(`no-${name}`), !path); // until they come nothing is said of them
    waits = path;
    await look();
  };
}

function refusal(one) {
  const element = copyOf("refusal");
  fill(element, ".place", place(one));
  fill(element, ".column", one.column);
  fill(element, ".value", one.value);
  fill(element, ".reason", spoken(one.reason));
  fill(element, ".detail", one.detail);
  return element;
}

function change(one) {
  const element = copyOf("change");
  fill(element, ".place", place(one));
  fill(element, ".column", one.column);
  fill(element, ".before", one.before);
  fill(element, ".after", one.after || "(empty)");
  fill(element, ".rule", `${one.rule} (version ${one.version})`);
  return element;
}
