/* Decisions of a file, open ones first; what was chosen is kept until it is applied. */

import { byId, copyOf, fill, show } from "../elements.js";
import { number, plural } from "../areas/words.js";
import { answersOf } from "./answers.js";
import { evidenceOf, movedOf, otherwise } from "./evidence.js";
import { fact } from "./facts.js";
import { chosen, spoken } from "./words.js";

const AT_A_TIME = 25;
const ORDER = ["open", "settled", "noted"];
const list = byId("decisions");
let made = new Map(); // choices by the keys of their decisions
let open = [];
let chose = () => {};

/** Draw them, `hears` being called after each choice; `isFixed` ones are not decided any more. */
export function drawDecisions(items, isFixed, hears) {
  made = new Map();
  open = items.filter(({ state }) => state === "open");
  chose = hears;
  const sorted = [...items].sort((one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state));
  list.replaceChildren();
  more(sorted, isFixed);
  show(byId("no-decisions"), items.length === 0);
}

export const choices = () => Object.fromEntries(made);

/** Return those that are open and nobody chose for. */
export const undecided = () => open.filter(({ key }) => !made.has(key));

export function leadToUndecided() {
  const [{ key } = {}] = undecided();
  const row = [...list.children].find(({ dataset }) => dataset.key === key);
  row?.querySelector("select, input").focus();
}

function more(items, isFixed) {
  const at = list.children.length;
  list.append(...items.slice(at, at + AT_A_TIME).map((one) => row(one, isFixed)));
  show(byId("more-decisions"), list.children.length < items.length);
  byId("more-decisions").onclick = () => more(items, isFixed);
}

function row(one, isFixed) {
  const element = copyOf("decision");
  element.dataset.key = one.key;
  element.dataset.state = one.state;
  fill(element, "h5", one.question);
  const badge = element.querySelector(".badge");
  badge.textContent = badge.dataset.state = one.state;
  fill(element, ".about", about(one));
  drawEvidence(element, one);
  offer(element, one, isFixed);
  return element;
}

function drawEvidence(element, one) {
  const [table, moved] = element.querySelectorAll("table, .moved");
  const rows = evidenceOf(one);
  table.tBodies[0].replaceChildren(...rows.map(evidence));
  show(table, rows.length > 0);
  fill(element, ".otherwise", otherwise(one));
  moved.querySelector("ul").replaceChildren(...movedOf(one.effect).map(fact));
  show(moved, moved.querySelector("li") !== null);
  const answers = element.querySelector(".answers");
  answers.querySelector("ul").replaceChildren(...answersOf(one.effect).map(fact));
  show(answers, answers.querySelector("li") !== null);
}

function evidence([says, ...each]) {
  const element = copyOf("evidence");
  fill(element, "th", says);
  element.querySelectorAll("td").forEach((cell, at) => (cell.textContent = number(each[at])));
  return element;
}

function about({ kind, cells, confidence, by_caller: byCaller }) {
  const sure = confidence === null ? "" : `${Number((100 * confidence).toFixed(2))} % sure`;
  const by = byCaller ? "decided by a person" : "";
  return [spoken(kind), plural(cells, "cell"), sure, by].filter(Boolean).join(" · ");
}

function offer(element, one, isFixed) {
  const [select, input] = element.querySelectorAll("select, input");
  const [field, other] = one.options.length ? [select, input] : [input, select];
  other.remove();
  if (field === select) select.replaceChildren(...optionsOf(one));
  else input.value = one.choice ?? "";
  const says = isFixed ? "What holds" : "Your choice";
  fill(element, ".choosing span", says);
  field.setAttribute("aria-label", `${says}: ${one.question}`);
  field.disabled = isFixed;
  field.onchange = () => choose(one, field.value.trim());
}

function optionsOf({ options, choice, proposal }) {
  const open = choice === null ? [new Option("– choose –", "")] : [];
  const named = (one) => (one === proposal && one !== choice ? `${chosen(one)} (proposed)` : chosen(one));
  return [...open, ...options.map((one) => new Option(named(one), one, one === choice, one === choice))];
}

function choose({ key, choice }, value) {
  if (value === "" || value === choice) made.delete(key);
  else made.set(key, value);
  chose();
}
