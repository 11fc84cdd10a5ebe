/* One dead letter: what failed and when, and what the event said. */

import { get } from "../api.js";
import { byId, copyOf, fill, show } from "../elements.js";
import { find } from "./finding.js";
import { redriveOne } from "./redriving.js";
import { attempt, plural, time } from "../areas/words.js";

const GONE = "It was redriven meanwhile.";
const dialog = byId("letter");
const outcome = byId("letter-outcome");
const problem = byId("letter-problem");

export async function openLetter(id) {
  await attempt(byId("letters-problem"), async () => {
    const { letter, data } = await get(`/dead-letters/${id}`);
    draw(letter, data);
    dialog.showModal();
  }, GONE);
}

function draw(letter, data) {
  byId("letter-name").textContent = `${letter.source} / ${letter.event_id}`;
  const facts = [letter.type, `dead at ${letter.consumer}`, letter.reason, plural(letter.attempts, "attempt")];
  byId("letter-facts").textContent = [...facts, time(letter.died_at)].join(" · ");
  byId("letter-failures").replaceChildren(...letter.failures.map(failure));
  show(byId("letter-parked"), letter.failures.length === 0);
  byId("letter-data").textContent =
    data === null ? "There is none, or nobody can read it: whom it is about was erased." : JSON.stringify(data, null, 2);
  outcome.textContent = "";
  show(problem, false);
  wire(letter);
}

function wire(letter) {
  byId("close-letter").onclick = () => dialog.close();
  byId("letter-event").onclick = () => {
    dialog.close();
    find({ source: letter.source, id: letter.event_id });
  };
  byId("letter-redrive").onclick = () =>
    attempt(problem, async () => {
      outcome.textContent = await redriveOne(letter.id);
    });
}

function failure({ at, code, detail }) {
  const element = copyOf("step");
  fill(element, ".badge", code);
  element.querySelector(".badge").dataset.state = "dead";
  fill(element, ".detail", `${detail} · ${time(at)}`);
  return element;
}
