/* Imports: files handed in, and those that came before. */

import { byId, copyOf, fill, onSent, show } from "../elements.js";
import { attempt, number, plural, time } from "../areas/words.js";
import { startAccount } from "../people/account.js";
import { mustFit, transferred } from "../transfer.js";
import { startColumns } from "./columns.js";
import { openImport, startImport } from "./import.js";
import { paged } from "./paged.js";

const KNOWN = "These bytes are applied already, so nothing changes: this is the import that brought them.";
const form = byId("hand-in");
const button = form.querySelector("[type=submit]");
const says = byId("sent-says");
const addColumns = startColumns(form);

const loadFormer = paged({
  rows: byId("former"),
  more: "more-former",
  problem: "former-problem",
  made: former,
  drawn: (many) => show(byId("no-former"), many === 0),
});

async function handIn({ file }) {
  button.disabled = true;
  await attempt(byId("hand-in-problem"), async () => {
    mustFit(file, Number(form.elements.file.dataset.mostBytes));
    const one = await sent(file);
    form.reset();
    await Promise.all([look(one.id), loadFormer("/imports")]);
    says.textContent = one.state === "applied" ? KNOWN : "";
    byId("import").focus();
  });
  show(byId("sent"), false);
  show(byId("sending"), says.textContent === KNOWN);
  button.disabled = false;
}

function sent(file) {
  const told = new FormData();
  told.append("file", file);
  told.append("dry_run", "true");
  addColumns(told);
  const headers = { "Idempotency-Key": crypto.randomUUID() };
  progress(0);
  return transferred({ method: "POST", path: "/imports", headers }, told, progress);
}

function progress(percent) {
  show(byId("sending"), true);
  show(byId("sent"), true);
  byId("sent").value = percent;
  says.textContent = percent < 100 ? `Uploading, ${Math.floor(percent)} %` : "Reading it";
}

/** Show an import, and keep it in the address. */
async function look(id) {
  const isThere = await openImport(id);
  history.replaceState(null, "", isThere ? `?${new URLSearchParams({ import: id })}` : location.pathname);
}

function former(one) {
  const element = copyOf("former");
  const link = element.querySelector("a");
  link.textContent = one.name || "A file without a name";
  link.href = `/insights?import=${one.id}`;
  link.onclick = (event) => {
    event.preventDefault();
    look(one.id).then(() => byId("import").focus());
  };
  const badge = element.querySelector(".badge");
  badge.textContent = badge.dataset.state = one.state;
  fill(element, ".aside", `${time(one.created_at)} · ${comesTo(one)}`);
  return element;
}

function comesTo({ state, read, loaded, refused, failure }) {
  if (state === "received") return "a worker reads it";
  if (failure) return failure.detail;
  const would = state === "planned" ? "would be " : "";
  return `${plural(read, "row")}: ${number(loaded)} ${would}loaded, ${number(refused)} refused`;
}

if (await startAccount()) {
  onSent(form, handIn);
  startImport(() => loadFormer("/imports"));
  const named = new URLSearchParams(location.search).get("import");
  await Promise.all([loadFormer("/imports"), named && look(named)]);
  document.body.dataset.ready = "";
}
