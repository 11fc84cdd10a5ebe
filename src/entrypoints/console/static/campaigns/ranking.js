/* Who did best: filters that the address keeps, a table, and a plot of the same. */

import { get } from "../api.js";
import { byId, copyOf, drawRows, fill, onSent, show } from "../elements.js";
import { attempt, number, plural } from "../areas/words.js";
import { startAccount } from "../people/account.js";
import { drawPlot } from "./plot.js";
import { coverageOf, intervalOf, percent, priorOf, rateOf, whereOf, whyOf } from "./standing.js";

const form = byId("filters");
const NAMES = ["by", "shrink", "campaign_id", "min_views", "limit"];
let held = [];
let cursor = null;
let asked = 0;

/** Return what the form says, without what it leaves open. */
function choice() {
  const given = NAMES.map((name) => [name, form.elements[name].value.trim()]);
  return Object.fromEntries(given.filter(([, value]) => value));
}

function fromAddress() {
  const given = new URLSearchParams(location.search);
  for (const name of NAMES) {
    const field = form.elements[name];
    const before = field.value;
    if (given.has(name)) field.value = given.get(name);
    if (field.tagName === "SELECT" && field.selectedIndex < 0) field.value = before; // there is no such choice
  }
}

async function load(after = null) {
  const mine = ++asked;
  const chosen = choice();
  await attempt(byId("ranking-problem"), async () => {
    const query = new URLSearchParams({ ...chosen, explain: "true", ...(after && { cursor: after }) });
    const page = await get(`/top-performers?${query}`);
    if (mine !== asked) return; // another filter was chosen meanwhile
    held = after ? [...held, ...page.items] : page.items;
    cursor = page.next_cursor;
    history.replaceState(null, "", `?${new URLSearchParams(chosen)}`);
    draw(page, chosen);
  });
}

function draw({ coverage, prior }, { by }) {
  const items = held.map((one, place) => ({ ...one, id: String(place) }));
  drawRows(byId("ranking").tBodies[0], items, row);
  byId("coverage").textContent = coverageOf(coverage);
  show(byId("coverage"), coverage.state !== "complete");
  byId("prior").textContent = prior ? priorOf(prior) : "";
  show(byId("prior"), prior !== null);
  byId("nobody").textContent = "Nobody is left by these filters, or nothing is published yet.";
  show(byId("nobody"), held.length === 0);
  show(byId("plot-part"), held.length > 0);
  show(byId("table-part"), held.length > 0);
  show(byId("more-ranking"), cursor !== null);
  const who = by === "influencer" ? "influencer" : "post";
  byId("ranking-caption").textContent = `The best ${plural(held.length, who)}, by ${prior ? "shrunken " : ""}engagement rate`;
  drawPlot(byId("plot"), held);
}

function row(one, element) {
  const made = element ?? copyOf("performer");
  made.dataset.id = one.id;
  fill(made, ".rank", number(one.rank));
  fill(made, ".name", one.influencer_id);
  fill(made, ".where", whereOf(one));
  fill(made, ".why", whyOf(one));
  for (const name of ["likes", "comments", "shares", "views"]) fill(made, `.${name}`, number(one[name]));
  fill(made, ".rate", rateOf(one));
  fill(made, ".interval", intervalOf(one));
  return made;
}

if (await startAccount()) {
  fromAddress();
  onSent(form, () => load());
  form.addEventListener("change", () => form.checkValidity() && load());
  byId("more-ranking").onclick = () => load(cursor);
  new ResizeObserver(() => drawPlot(byId("plot"), held)).observe(byId("plot-part"));
  await load();
  document.body.dataset.ready = "";
}
