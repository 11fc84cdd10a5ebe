/* Send a file with how it is to be read, and show how much of it has gone. */

import { Problem } from "../api.js";
import { byId, onSent, show } from "../elements.js";
import { attempt } from "../areas/words.js";
import { mustFit, progressOf, transferred } from "../transfer.js";

const DIALECT = ["delimiter", "quote", "encoding", "newline"];
const form = byId("send");
const part = byId("sending");
const most = Number(form.dataset.mostBytes);

/** `received` is called with each file that was taken in. */
export function startSending(received) {
  onSent(form, (fields) => send(fields, received));
}

async function send(fields, received) {
  const button = form.querySelector("[type=submit]");
  button.disabled = true;
  const isDone = await attempt(byId("send-problem"), () => carried(fields, received));
  button.disabled = false;
  show(part, false);
  if (isDone) form.elements.file.value = "";
}

async function carried({ file, max_errors: budget, ...said }, received) {
  mustFit(file, most);
  const calledOff = new AbortController();
  byId("stop-sending").onclick = () => calledOff.abort();
  byId("sending-name").textContent = file.name;
  went(0);
  show(part, true);
  const headers = { "Idempotency-Key": crypto.randomUUID() };
  const place = { method: "POST", path: "/performance-files", headers, signal: calledOff.signal };
  byId("sent-says").textContent = "";
  const kept = await transferred(place, formOf(file, budget, said), went).catch(told);
  if (kept.state === "published") byId("sent-says").textContent = `These bytes are here already, as ${kept.name}: nothing changed.`;
  received(kept);
}

function formOf(file, budget, said) {
  const sent = new FormData();
  const dialect = DIALECT.filter((name) => said[name]).map((name) => `${name}=${said[name]}`);
  sent.append("dialect", dialect.join(" "));
  sent.append("max_errors", budget.trim());
  sent.append("file", file);
  return sent;
}

function went(percent) {
  part.querySelector("progress").value = percent;
  byId("sending-says").textContent = progressOf(percent);
}

function told(error) {
  throw error.name === "AbortError" ? new Problem(0, "stopped", "Stopped: nothing of it was kept.") : error;
}
