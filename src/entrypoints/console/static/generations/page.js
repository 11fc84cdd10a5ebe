/* The index's generations: drawn anew while one is being built or catches up. */

import { get, post, remove } from "../api.js";
import { byId, copyOf, drawRows, fill, onSent, pause, show } from "../elements.js";
import { mustSignIn, toSignIn } from "../session.js";

const LOOK_MILLISECONDS = 1_000;
const PER_CENT = 100;
const DROPPABLE = new Set(["building", "ready", "rejected", "failed", "standby"]);
const share = (part) => `${Math.round(part * PER_CENT)} %`;

function says(one) {
  const behind = one.behind ? `; ${one.behind} documents to take in` : "";
  const [worst] = one.first_left_out;
  const leftOut = worst ? `; ${one.left_out} documents left out, ${worst.document_id}: ${worst.reason}` : "";
  const why = one.failure ? `; ${one.failure}` : "";
  const forced = one.forced ? `; made active although rejected: ${one.forced}` : "";
  return `${one.embedder} · ${one.chunker}${behind}${leftOut}${why}${forced}`;
}

function verdict({ gate }) {
  if (!gate) return "";
  const finds = (leg) => `${share(gate.after[leg])} (before: ${share(gate.before[leg])})`;
  const outcome = gate.passed ? "passed" : "did not pass";
  return `The gate ${outcome}: it holds ${share(gate.held)} of known documents; of ${gate.queries} queries, meaning alone finds ${finds("dense")}, words and meaning ${finds("hybrid")}.`;
}

function row(one, held) {
  const element = held ?? copyOf("generation");
  element.dataset.id = one.id;
  element.dataset.state = one.state;
  fill(element, "h3", `Generation ${one.number}`);
  fill(element, ".state", one.state);
  fill(element, ".says", says(one));
  fill(element, ".gate", verdict(one));
  const [activate, drop] = element.querySelectorAll("button");
  show(activate, one.state === "ready" || one.state === "standby");
  show(drop, DROPPABLE.has(one.state));
  activate.onclick = () => act(() => post(`/index/generations/${one.id}/activation`, {}));
  drop.onclick = () => act(() => remove(`/index/generations/${one.id}`));
  return element;
}

async function draw() {
  const index = await get("/index");
  const shown = index.generations.filter((one) => one.state !== "retired");
  drawRows(byId("generations"), shown, row);
  show(byId("roll-back"), Boolean(index.standby));
  return shown.some((one) => one.state === "building" || one.behind);
}

async function act(change) {
  const problem = byId("problem");
  show(problem, false);
  try {
    await change();
  } catch (error) {
    problem.textContent = error.message;
    show(problem, true);
  }
  await watch();
}

let watching = 0;

async function watch() {
  const mine = ++watching; // one that is called later takes over
  while (mine === watching && (await draw())) await pause(LOOK_MILLISECONDS);
}

onSent(byId("build"), ({ embedder, longest }) => {
  const chunker = longest ? `sentences:${longest}` : undefined;
  act(() => post("/index/generations", { embedder: embedder || undefined, chunker }));
});
byId("roll-back").addEventListener("click", () => act(() => post("/index/rollback")));
if (mustSignIn()) toSignIn();
else act(() => undefined).then(() => (document.body.dataset.ready = ""));
