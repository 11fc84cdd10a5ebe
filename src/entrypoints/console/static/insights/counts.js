/* The numbers of one import: every row that was read is loaded or refused. */

import { byId, fill } from "../elements.js";
import { number, plural, time } from "../areas/words.js";
import { fact } from "./facts.js";
import { counted, orphansSay, STATES, tableSays } from "./words.js";

const HOW = { planned: "would be taken in", applying: "being taken in", failed: "nothing was taken in" };

const sum = (counts) => Object.values(counts).reduce((all, many) => all + many, 0);

export function drawCounts(one) {
  byId("import-name").textContent = one.name || "A file without a name";
  const badge = byId("import-state");
  badge.textContent = badge.dataset.state = one.state;
  byId("import-says").textContent = one.failure?.detail ?? STATES[one.state];
  gauge("read", one.read, `${number(one.loaded)} loaded + ${number(one.refused)} refused`);
  gauge("loaded", one.loaded, HOW[one.state] ?? "taken in");
  gauge("refused", one.refused, counted(one.by_reason) || "no row");
  gauge("changed", sum(one.changes), counted(one.changes) || "no cell");
  byId("import-refused").toggleAttribute("data-some", one.refused > 0);
  byId("import-facts").textContent = facts(one).join(" · ");
  byId("import-tables").replaceChildren(...[...one.tables.map(tableSays), ...outside(one)].map(fact));
  byId("import-orphans").textContent = orphansSay(one.orphans, one.by_reason.orphan > 0);
}

function gauge(name, count, says) {
  fill(byId(`import-${name}`), ".number", number(count));
  fill(byId(`import-${name}`), ".aside", says);
}

function facts({ created_at: created, applied_at: applied, reversed_at: reversed, snapshot }) {
  const told = [
    `handed in ${time(created)}`,
    applied && `applied ${time(applied)}`,
    reversed && `taken back ${time(reversed)}`,
    snapshot && `snapshot ${number(snapshot)}`,
  ];
  return told.filter(Boolean);
}

function outside({ outside: rows }) {
  return Object.entries(rows).map(([sheet, many]) => {
    const where = sheet === "csv" ? "" : ` on the sheet ${sheet}`;
    return `${plural(many, "row")} outside of any table${where}`;
  });
}
