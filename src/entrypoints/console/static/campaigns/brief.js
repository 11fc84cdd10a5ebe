/* One brief: its lines, and the facts that each of them rests on. */

import { byId, copyOf, fill, show } from "../elements.js";
import { plural, time } from "../areas/words.js";
import { drawPlace } from "./place.js";
import { openCall } from "./trace.js";

const card = byId("brief");
const MEMBERS = ["caption", "hook_ideas", "hashtags", "cta"];

export function drawBrief(brief) {
  byId("brief-name").textContent = `${brief.product} by ${brief.brand}`;
  show(byId("brief-cached"), brief.cached);
  show(byId("brief-fallback"), brief.fallback);
  byId("brief-asked").textContent = [brief.platform, brief.goal, brief.audience].filter(Boolean).join(" · ");
  byId("brief-facts").textContent = facts(brief).join(" · ");
  const sources = new Map(brief.sources.map(({ line, facts: named }) => [line, named]));
  for (const member of MEMBERS) {
    const list = card.querySelector(`[data-member="${member}"]`);
    list.replaceChildren(...linesOf(brief[member], `/${member}`).map(([text, line]) => lineOf(text, sources.get(line) ?? [])));
  }
  byId("brief-tone").textContent = brief.tone;
  show(card, true);
  card.focus();
}

export function closeBrief() {
  show(card, false);
  history.replaceState(null, "", location.pathname);
}

function facts({ model, repairs, written_at: written }) {
  const mended = repairs ? `went back to be mended ${plural(repairs, "time")}` : "";
  return [`by ${model}`, `written ${time(written)}`, mended].filter(Boolean);
}

/** Return each text of a member with its JSON Pointer. */
const linesOf = (value, pointer) =>
  Array.isArray(value) ? value.map((text, place) => [text, `${pointer}/${place}`]) : [[value, pointer]];

function lineOf(text, named) {
  const element = copyOf("line");
  fill(element, ".text", text);
  fill(element, "summary", `rests on ${plural(named.length, "fact")}`);
  element.querySelector(".facts").replaceChildren(...named.map(factOf));
  show(element.querySelector("details"), named.length > 0);
  show(element.querySelector(".alone"), named.length === 0);
  return element;
}

/** A fact's number leads to the call that told it. */
function factOf(fact) {
  const { id, tool, text } = fact;
  const element = copyOf("fact");
  const button = element.querySelector(".id");
  button.textContent = id;
  button.setAttribute("aria-label", `Fact ${id}: show the call that told it`);
  button.onclick = () => openCall(id.split(".")[0]);
  fill(element, ".tool", tool);
  fill(element, ".text", text);
  drawPlace(element, fact);
  return element;
}
