/* Which answers would be otherwise, if it were decided otherwise. */

import { number, plural } from "../areas/words.js";
import { moment } from "./words.js";

const WORLDS = [
  ["as_read", "otherwise"],
  ["as_if_kept", "as_if_dropped"],
];
const SAYS = { as_read: "as read", otherwise: "otherwise", as_if_kept: "if kept", as_if_dropped: "if dropped" };

/** Return a line for each cell of the product matrix, and each summary, that would differ. */
export function answersOf({ answers }) {
  if (!answers) return [];
  const names = WORLDS.find(([name]) => name in answers.interactions);
  const both = (one, told) => names.map((name) => `${told(one[name])} ${SAYS[name]}`).join(", ");
  const { product_interactions: cells, summaries } = answers;
  return [
    ...cells.map((one) => `Product matrix, ${one.customer_type} × ${one.product ?? "no product"}: ${both(one, number)}`),
    ...more(answers.product_interactions_changed - cells.length, "cell"),
    ...summaries.map((one) => `Summary of customer ${one.customer_id}: ${both(one, seen)}`),
    ...more(answers.summaries_changed - summaries.length, "summary", "summaries"),
  ];
}

function seen({ interactions, last_interaction: last }) {
  const many = plural(interactions, "interaction");
  return last ? `${many}, the last on ${moment(last)},` : many;
}

const more = (left, one, many = `${one}s`) => (left > 0 ? [`and ${number(left)} more ${left === 1 ? one : many}`] : []);
