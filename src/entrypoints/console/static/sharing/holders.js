/* Who can see it, and where that comes from. */

import { all } from "../api.js";
import { byId } from "../elements.js";
import { personName, shareRow } from "./rows.js";

const FROM = {
  owner: "it is theirs",
  role: "by their role",
  share: "it is shared with them",
  link: "by a link",
};

export async function loadHolders(id, isStill) {
  const holders = await all(`/resources/${id}/access`);
  if (!isStill()) return;
  byId("holders").replaceChildren(...holders.map(row));
}

function row(holder) {
  const name = holder.type === "link" ? "Guests with a link" : personName(holder);
  const from = FROM[holder.type === "link" ? "link" : holder.grant.reason];
  return shareRow(holder.id, name, `may ${holder.level}${from ? `, ${from}` : ""}`);
}
