/* What became of single rows and cells: those that were refused, and those that were changed. */

import { byId, copyOf, fill, show } from "../elements.js";
import { paged } from "./paged.js";
import { place, spoken } from "./words.js";

const SUPPOSED = "Row by row, as it would be with what is proposed where something is open.";
const refusals = table("refusals", refusal);
const changes = table("changes", change);

export async function loadLedger({ id, state }) {
  const [be, hold] = state === "planned" ? ["would be", "would be held"] : ["was", "is held"];
  byId("no-refusals").textContent = `No row ${be} refused.`;
  byId("no-changes").textContent = `Every cell ${hold} as it was written.`;
  byId("rows-says").textContent = state === "planned" ? SUPPOSED : "";
  await Promise.all([refusals(`/imports/${id}/refusals`), changes(`/imports/${id}/changes`)]);
}

function table(name, made) {
  const drawn = (many) => {
    show(byId(name), many > 0);
    show(byId(`no-${name}`), many === 0);
  };
  return paged({ rows: byId(name).tBodies[0], more: `more-${name}`, problem: "import-problem", made, drawn });
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
