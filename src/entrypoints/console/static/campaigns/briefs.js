/* Briefs: asked for, read with what holds them up, and found again. */

import { get, post } from "../api.js";
import { byId, onSent } from "../elements.js";
import { attempt } from "../areas/words.js";
import { startAccount } from "../people/account.js";
import { closeBrief, drawBrief } from "./brief.js";
import { added, loadBriefs, startBriefs } from "./earlier.js";
import { drawTrace } from "./trace.js";

const form = byId("ask");
const writing = byId("writing");
let opened = 0;

async function ask(fields) {
  const button = form.querySelector("[type=submit]");
  const given = Object.entries(fields).map(([name, value]) => [name, value.trim()]);
  const headers = { "Idempotency-Key": crypto.randomUUID() };
  button.disabled = true;
  writing.textContent = "It is being written. A language model may take a minute.";
  await attempt(byId("ask-problem"), async () => {
    const body = Object.fromEntries(given.filter(([, value]) => value));
    const brief = await post("/campaign-briefs", body, { headers });
    added(brief);
    await open(brief);
  });
  writing.textContent = "";
  button.disabled = false;
}

/** Show a brief with its trace, and keep it in the address. */
async function open(brief) {
  const mine = ++opened;
  drawBrief(brief);
  history.replaceState(null, "", `?${new URLSearchParams({ brief: brief.id })}`);
  const trace = await get(`/campaign-briefs/${brief.id}/trace`);
  if (mine === opened) drawTrace(trace);
}

const reopen = (id) => attempt(byId("briefs-problem"), async () => open(await get(`/campaign-briefs/${id}`)));

if (await startAccount()) {
  onSent(form, ask);
  byId("close-brief").onclick = closeBrief;
  startBriefs((brief) => reopen(brief.id));
  await loadBriefs();
  const named = new URLSearchParams(location.search).get("brief");
  if (named) await reopen(named);
  document.body.dataset.ready = "";
}
