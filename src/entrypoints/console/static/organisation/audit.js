/* Who changed what: entry by entry, and whether the chain is whole. */

import { get } from "../api.js";
import { byId, copyOf, fill, show } from "../elements.js";

const AT_A_TIME = 50;

/** Show the audit to admins; nobody else may see it. */
export async function loadAudit(base, mayBeSeen) {
  show(byId("audit-card"), mayBeSeen);
  if (!mayBeSeen) return;
  const [verified] = await Promise.all([get(`${base}/audit/verification`), more(base, null)]);
  byId("audit-says").textContent =
    verified.broken_at === null
      ? `${verified.entries} entries. The chain is whole.`
      : `The chain is broken at entry ${verified.broken_at}.`;
}

async function more(base, cursor) {
  const after = cursor === null ? "" : `&cursor=${cursor}`;
  const page = await get(`${base}/audit?limit=${AT_A_TIME}${after}`);
  if (cursor === null) byId("audit").replaceChildren();
  byId("audit").append(...page.items.map(row));
  show(byId("more-audit"), page.next_cursor !== null);
  byId("more-audit").onclick = () => more(base, page.next_cursor);
}

function row({ action, at, facts }) {
  const element = copyOf("entry");
  const told = Object.entries(facts).filter(([, value]) => value !== null);
  fill(element, "strong", action);
  const detail = told.map(([name, value]) => `${name} ${value}`).join(", ");
  fill(element, "span", `${new Date(at).toLocaleString()}${detail ? ` · ${detail}` : ""}`);
  return element;
}
