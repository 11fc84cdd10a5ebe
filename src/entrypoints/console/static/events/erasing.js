/* Erasing a subject, for administrators: asked first, and then what each store holds. */

import { get, post } from "../api.js";
import { confirmed } from "../confirm.js";
import { byId, copyOf, fill, onSent, show } from "../elements.js";
import { isSignedIn, organisation } from "../session.js";
import { attempt, number, time } from "../areas/words.js";

const NAMES = { subject_keys: "keys", journal: "journal", quarantine: "quarantine", documents: "documents" };
const SAYS =
  "The key that seals what was told about them is destroyed: their events, dead letters and what is in quarantine " +
  "cannot be read any more, at once and for good. Documents that came as events about them are deleted. Nobody can undo this.";
const form = byId("erase");
const problem = byId("erase-problem");
let last = null;

export async function startErasing() {
  show(byId("erasing"), await mayErase());
  onSent(form, ({ subject }) => erase(subject.trim()));
  byId("count-again").onclick = () =>
    attempt(problem, async () => draw(await get(`/erasures/${last}`)));
}

/** Who sits at the machine may; elsewhere an administrator of the whole organisation. */
async function mayErase() {
  if (!isSignedIn()) return true;
  const own = await get(`/organisations/${organisation()}`).catch(() => null);
  return own?.role === "admin";
}

async function erase(subject) {
  if (!subject || !(await confirmed(`Erase ${subject}?`, SAYS))) return;
  await attempt(problem, async () => {
    draw(await post("/erasures", { subject }));
    form.reset();
  });
}

function draw({ id, asked_at: at, known, stores }) {
  last = id;
  const wasErased = stores.some((one) => one.sealed > 0);
  const before = wasErased ? "They had been erased before." : "Nothing had been told about them.";
  byId("erased-says").textContent = `Erased, ${time(at)}. ${known ? "" : `${before} `}This is left in each store:`;
  byId("stores").replaceChildren(...stores.map(row));
  show(byId("erased"), true);
}

function row({ name, sealed, readable, state }) {
  const element = copyOf("step");
  const badge = element.querySelector(".badge");
  badge.textContent = badge.dataset.state = state;
  fill(element, "strong", NAMES[name] ?? name);
  const left = [sealed && `${number(sealed)} kept, which nobody can read`, readable && `${number(readable)} still readable`];
  fill(element, ".detail", left.filter(Boolean).join("; ") || "nothing");
  return element;
}
