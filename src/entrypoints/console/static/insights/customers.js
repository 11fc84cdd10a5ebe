/* Customers: one is chosen by a number or from a list, and kept in the address. */

import { get } from "../api.js";
import { byId, copyOf, fill, onSent, show } from "../elements.js";
import { attempt } from "../areas/words.js";
import { startAccount } from "../people/account.js";
import { paged } from "./paged.js";
import { drawRecord } from "./record.js";
import { startWriting, writeTo } from "./writing.js";

const MISSING = "No file and no interaction names them.";
const form = byId("choose");
let asked = 0;

const loadCustomers = paged({
  rows: byId("customers"),
  more: "more-customers",
  problem: "choose-problem",
  made: row,
  drawn: (many) => show(byId("no-customers"), many === 0),
});

/** Show a customer, and keep them in the address; returns whether there is one. */
async function open(id) {
  form.elements.customer.value = id;
  const mine = ++asked;
  const isThere = await attempt(byId("choose-problem"), async () => {
    const told = await Promise.all([get(`/summarized_interactions/${id}`), get(`/customers/${id}`)]);
    if (mine !== asked) return; // another was chosen meanwhile
    drawRecord(...told);
    writeTo(id, told[0].snapshot);
  }, MISSING);
  if (mine !== asked) return false;
  for (const part of ["record", "writing"]) show(byId(part), isThere);
  history.replaceState(null, "", isThere ? `?${new URLSearchParams({ customer: id })}` : location.pathname);
  return isThere;
}

async function lead(id) {
  if (await open(id)) byId("record").focus();
}

function row({ id, occupation, type }) {
  const element = copyOf("customer");
  const link = element.querySelector("a");
  link.textContent = occupation ? `${id} · ${occupation}` : String(id);
  link.href = `/insights/customers?customer=${id}`;
  link.onclick = (event) => {
    event.preventDefault();
    lead(id);
  };
  fill(element, ".aside", type ?? "no type");
  return element;
}

if (await startAccount()) {
  onSent(form, ({ customer }) => lead(customer.trim()));
  startWriting(open);
  byId("directory").addEventListener("toggle", () => loadCustomers("/customers"), { once: true });
  const named = new URLSearchParams(location.search).get("customer");
  if (named) await open(named);
  document.body.dataset.ready = "";
}
