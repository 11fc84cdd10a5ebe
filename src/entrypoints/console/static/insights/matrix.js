/* The product matrix as a table: a row for each type, a column for each product, and what they come to. */

import { number } from "../areas/words.js";

const UNATTRIBUTED = "No product";
const TOTAL = "Total";
const sum = (counts) => counts.reduce((all, many) => all + many, 0);

/** Return the heads of columns, and rows that begin with their head; totals are added up here, from what is shown. */
export function sheetOf({ items, unattributed_by_type: apart }) {
  const types = [...new Set([...items, ...apart].map((one) => one.customer_type))].sort();
  const products = [...new Set(items.map((one) => one.product))].sort();
  const count = (type, product) => items.find((one) => one.customer_type === type && one.product === product)?.interactions ?? 0;
  const alone = (type) => apart.find((one) => one.customer_type === type)?.interactions ?? 0;
  const counts = types.map((type) => [...products.map((product) => count(type, product)), alone(type)]);
  const added = counts.map((row) => [...row, sum(row)]);
  const totals = [...products, UNATTRIBUTED, TOTAL].map((_, at) => sum(added.map((row) => row[at])));
  return {
    columns: [...products, UNATTRIBUTED, TOTAL],
    rows: types.map((type, at) => [type, ...added[at]]),
    totals: [TOTAL, ...totals],
  };
}

export function drawSheet(table, { columns, rows, totals }) {
  table.tHead.replaceChildren(line(["Type of customer", ...columns], "col"));
  table.tBodies[0].replaceChildren(...rows.map((cells) => line(cells)));
  table.tFoot.replaceChildren(line(totals));
}

/** Return a row whose first cell is its head; of heads of columns, all are. */
function line([name, ...cells], scope = "row") {
  const row = document.createElement("tr");
  const rest = cells.map((one) => (scope === "col" ? headOf(one, scope) : cellOf("td", number(one))));
  row.append(headOf(name, scope), ...rest);
  return row;
}

function headOf(text, scope) {
  const element = cellOf("th", text);
  element.scope = scope;
  return element;
}

function cellOf(kind, text) {
  const element = document.createElement(kind);
  element.textContent = text;
  element.toggleAttribute("data-none", text === "0");
  return element;
}
