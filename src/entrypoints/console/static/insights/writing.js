/* A text to a customer, what each of its sentences rests on, and who worded it. */

import { get, sentence } from "../api.js";
import { byId, onSent, show } from "../elements.js";
import { attempt, number, plural } from "../areas/words.js";
import { drawSentences } from "./sentences.js";
import { modelSays } from "./words.js";

const RANKED = { meaning: "nearest in meaning", time: "the newest" };
const form = byId("write");
const button = form.querySelector("[type=submit]");
let to = null;
let seen = 0; // the snapshot that is shown above
let stale = () => {};

/** `hears` is called with the customer when what is shown above is older than a text. */
export function startWriting(hears) {
  stale = hears;
  onSent(form, write);
}

/** Write to them from now on; what was written to another goes. */
export function writeTo(id, snapshot) {
  if (id !== to) show(byId("written"), false);
  to = id;
  seen = snapshot;
}

async function write(fields) {
  const mine = to;
  const wish = Object.entries(fields).filter(([, value]) => value.trim());
  button.disabled = true;
  await attempt(byId("write-problem"), async () => {
    const asked = [get(`/generate-content/${mine}?${new URLSearchParams(wish)}`), get(`/customers/${mine}`)];
    const [told, record] = await Promise.all(asked);
    if (mine !== to) return; // another was chosen meanwhile
    draw(told, record);
    byId("written").focus();
    if (told.snapshot !== seen) await stale(mine);
  });
  button.disabled = false;
}

function draw(told, record) {
  const { Content: text } = told.generated_content;
  show(byId("written"), true);
  byId("written-note").textContent = told.note ? sentence(told.note) : "";
  byId("written-text").textContent = text;
  byId("written-facts").textContent = text ? facts(told).join(" · ") : "";
  show(byId("written-grounds"), Boolean(text));
  drawSentences(byId("written-sentences"), told.sentences, record.interactions);
  byId("written-model").textContent = modelSays(told);
}

function facts({ tone, grounding, ranked_by: by, adverse_event: adverse, generated_content: { Content: text } }) {
  return [
    plural(text.split(/\s+/).filter(Boolean).length, "word"),
    `tone ${tone}`,
    `written from ${plural(grounding.length, "interaction")}, ${RANKED[by] ?? by}`,
    ...(adverse ? ["it says that no medical advice can be given"] : []),
  ];
}
