/* A row of a share, a link or a holder, and the words that they have in common. */

import { copyOf, fill, show } from "../elements.js";

/** Return a row; without `revoke` nothing can be done with it. */
export function shareRow(id, name, detail, revoke = null) {
  const row = copyOf("share");
  row.dataset.id = id;
  fill(row, ".name", name);
  fill(row, ".detail", detail);
  const button = row.querySelector(".revoke");
  show(button, revoke !== null);
  button.setAttribute("aria-label", `Take back: ${name}, ${detail}`);
  button.onclick = revoke;
  return row;
}

export const until = (moment) => (moment ? `until ${new Date(moment).toLocaleString()}` : "for good");

/** Return a field's local time as a moment, or undefined for an empty field. */
export const momentOf = (field) => (field ? new Date(field).toISOString() : undefined);

export const personName = ({ id, name, email }) => name ?? email ?? `Somebody (${id.slice(-6)})`;
