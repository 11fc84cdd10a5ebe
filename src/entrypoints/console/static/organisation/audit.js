/* Who changed what: entry by entry, and whether the chain is whole. */

import { get } from "../api.js";
import { byId, copyOf, fill, show } from "../elements.js";

const AT_A_TIME = 50;
const ID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Show the audit to admins; nobody else may see it. */
export async function loadAudit(base, mayBeSeen, known) {
  show(byId("audit-card"), mayBeSeen);
  if (!mayBeSeen) return;
  const [verified] = await Promise.all([get(`${base}/audit/verification`), more(base, null, known)]);
  byId("audit-says").textContent =
    verified.broken_at === null
      ? `${verified.entries} entries. The chain is whole.`
      : `The chain is broken at entry ${verified.broken_at}.`;
}

async function more(base, cursor, known) {
  const after = cursor === null ? "" : `&cursor=${cursor}`;
  const page = await get(`${base}/audit?limit=${AT_A_TIME}${after}`);
  if (cursor === null) byId("audit").replaceChildren();
  byId("audit").append(...page.items.map((one) => row(one, known)));
  show(byId("more-audit"), page.next_cursor !== null);
  byId("more-audit").onclick = () => more(base, page.next_cursor, known);
}

function row({ action, actor, target, at, facts }, known) {
  const element = copyOf("entry");
  const readable = (value) => String(value).replaceAll(ID, (id) => known.get(id) ?? `…${id.slice(-6)}`);
  const told = Object.entries({ of: target, ...facts }).filter(([, value]) => value !== null);
  const details = told.map(([name, value]) => `${name} ${readable(value)}`).join(", ");
  fill(element, "strong", action);
  const who = actor === null ? "the server" : readable(actor);
  fill(element, "span", `${new Date(at).toLocaleString()} · ${who} · ${details}`);
  return element;
}
