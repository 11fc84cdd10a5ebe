/* Redriving: a dry run says what would go, and then it may. */

import { post } from "../api.js";
import { confirmed } from "../confirm.js";
import { byId, show } from "../elements.js";
import { choice, load } from "./letters.js";
import { attempt, number, plural } from "../areas/words.js";

const BLOCKED = "behind a dead one of the same key that is not among them";
const button = byId("redrive");
const outcome = byId("redriven");
const problem = byId("letters-problem");

const ask = (filter, isDry) => post("/dead-letters/redrives", { filter, dry_run: isDry });
const blockedOf = ({ blocked }) =>
  blocked ? ` ${number(blocked)} ${blocked === 1 ? "stays: it stands" : "stay: they stand"} ${BLOCKED}.` : "";

export function startRedriving() {
  byId("dry-run").onclick = dryRun;
  button.onclick = redriveAll;
}

export function forgetDryRun() {
  show(button, false);
  outcome.textContent = "";
}

async function dryRun() {
  forgetDryRun();
  await attempt(problem, async () => {
    const told = await ask(choice(), true);
    outcome.textContent = `Of ${plural(told.matching, "dead letter")}, ${number(told.moving)} would be tried again.${blockedOf(told)}`;
    button.textContent = `Redrive ${number(told.moving)}`;
    show(button, told.moving > 0);
  });
}

async function redriveAll() {
  const says = "They are tried again at once, in order for each key. Those that fail once more come back here.";
  if (!(await confirmed(`${button.textContent}?`, says))) return;
  forgetDryRun();
  await attempt(problem, async () => {
    const told = await ask(choice(), false);
    outcome.textContent = went(told);
    await load();
  });
}

/** Redrive one, unless it stands behind another; returns what became of it, "" for nothing. */
export async function redriveOne(id) {
  const filter = { ids: [id] };
  const { matching, moving } = await ask(filter, true);
  if (!matching) return "It is not dead any more.";
  if (!moving) return "It stands behind a dead one of the same key; redrive that one first, or both together.";
  const says = "It is tried again at once. If it fails once more it comes back.";
  if (!(await confirmed("Redrive it?", says))) return "";
  const told = went(await ask(filter, false));
  await load();
  return told;
}

const went = (told) => `${plural(told.moving, "event is", "events are")} being tried again.${blockedOf(told)}`;
