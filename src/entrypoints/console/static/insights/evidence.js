/* What speaks for a decision, and what would be otherwise. */

import { number, plural } from "../areas/words.js";
import { chosen, place } from "./words.js";

const OTHER = { day_first: "month_first", month_first: "day_first" };
const KINDS = {
  proofs: "Dates that can be read in no other way",
  weekends: "Dates that would be at a weekend",
  out_of_sequence: "Rows out of the sequence",
};

/** Return rows of a table: each kind of evidence, with what it says of either order. */
export function evidenceOf({ effect }) {
  const kinds = Object.entries(KINDS).filter(([name]) => effect[name]);
  return kinds.map(([name, says]) => [says, effect[name].day_first, effect[name].month_first]);
}

/** Say what would be otherwise under the order that is not supposed. */
export function otherwise({ effect, choice, proposal }) {
  if (effect.other_month === undefined) return "";
  const under = chosen(OTHER[choice ?? proposal ?? "day_first"]);
  return `With ${under} first, ${plural(effect.other_month, "interaction")} would be of another month, ${number(effect.other_product)} of another product.`;
}

export function movedOf({ moved = [] }) {
  return moved.map(({ sheet, row, cell, month, other_month: there, product, other_product: other }) => {
    const [here, then] = [product ?? "no product", other ?? "no product"];
    return `${place({ sheet, row })}: ${cell} is ${month}, ${here}; it would be ${there}, ${then}`;
  });
}
