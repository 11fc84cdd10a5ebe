/* One import: looked at, decided, applied and taken back. */

import { get, post, Problem } from "../api.js";
import { confirmed } from "../confirm.js";
import { announce, byId, fill, onSent, show } from "../elements.js";
import { following } from "../areas/following.js";
import { attempt, number, plural } from "../areas/words.js";
import { drawCounts } from "./counts.js";
import { choices, drawDecisions, leadToUndecided, undecided } from "./decisions.js";
import { loadLedger } from "./ledger.js";
import { STATES, progressSays } from "./words.js";

const UNDO = "What it brought goes, and what it replaced comes back. What it changed stays written here.";
const MISSING = "It may be another organisation’s.";
const MOST_NAMED = 3;
const problem = byId("decide-problem");
const button = byId("decide").querySelector("[type=submit]");
const WAITING = new Set(["received", "applying"]);
const AGAIN_MILLISECONDS = 1_000;
const follow = following({
  path: "/imports",
  isSettled: ({ state }) => !WAITING.has(state),
  outcomeOf: ({ name, state }) => `${name} is ${state}.`,
});
let shown = null;
let newest = 0;
let changed = () => {};

/** `hears` is called after each change of an import. */
export function startImport(hears) {
  changed = hears;
  onSent(byId("decide"), apply);
  byId("undo").onclick = undo;
  follow.changed(redraw);
}

/** A worker went on with the import that is looked at; a look that fails is taken again. */
async function redraw(one) {
  if (one.id !== shown?.id) return;
  drawProgress(one);
  if (one.state === shown.state) return;
  if (!(await attempt(byId("import-problem"), () => draw(one)))) setTimeout(() => redraw(one), AGAIN_MILLISECONDS);
  changed();
}

/** Show an import; returns whether there is one. */
export async function openImport(id) {
  const isThere = await attempt(byId("import-problem"), async () => draw(await get(`/imports/${id}`)), MISSING);
  show(byId("import"), isThere);
  return isThere;
}

/** Of two that are drawn at a time the later one stays. */
async function draw(one) {
  const mine = (newest += 1);
  const { items } = await get(`/imports/${one.id}/decisions`);
  if (mine !== newest) return;
  const isPlanned = one.state === "planned";
  shown = one;
  drawProgress(one);
  drawCounts(one);
  drawDecisions(items, !isPlanned, sayOpen);
  show(byId("applying"), isPlanned);
  show(byId("deciding"), one.state !== "received" && one.failure === null);
  show(byId("undo"), one.state === "applied");
  sayOpen();
  show(problem, false);
  follow.put(one);
  await loadLedger(one);
}

/** Say how far a worker is, while one is at it. */
function drawProgress({ progress }) {
  const part = byId("import-progress");
  show(part, progress !== null);
  if (progress === null) return;
  fill(part, "span", progressSays(progress));
  const bar = part.querySelector("progress");
  if (progress.rows) bar.value = Math.floor((100 * progress.done) / progress.rows);
  else bar.removeAttribute("value");
}

function sayOpen() {
  const open = undecided().length;
  byId("decide-says").textContent = open ? `${plural(open, "decision is", "decisions are")} open.` : "Nothing is open.";
}

async function apply() {
  button.disabled = true;
  await attempt(problem, async () => {
    const one = await post(`/imports/${shown.id}/application`, { decisions: choices() }).catch(explained);
    const done = `Applied: ${number(one.loaded)} loaded, ${number(one.refused)} refused.`;
    await becomes(one, one.state === "applied" ? done : STATES[one.state]);
  });
  button.disabled = false;
  if (!problem.hidden) leadToUndecided();
}

/** The server names decisions by their keys, and people know them by their questions. */
function explained(error) {
  if (error.code !== "decisions_open") throw error;
  const open = undecided().slice(0, MOST_NAMED).map(({ question }) => question);
  throw new Problem(error.status, error.code, `Nothing was applied. Decide first: ${open.join(" ")}`);
}

async function undo() {
  if (!(await confirmed(`Undo ${shown.name}?`, UNDO))) return;
  await attempt(problem, async () => becomes(await post(`/imports/${shown.id}/reversal`), "It was taken back."));
}

async function becomes(one, says) {
  await draw(one);
  announce(says);
  byId("import").focus();
  changed();
}
