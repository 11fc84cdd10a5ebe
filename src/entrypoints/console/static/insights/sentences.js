/* Sentences, each with the interactions behind it, and those with the rows that they came from. */

import { get } from "../api.js";
import { copyOf, fill, show } from "../elements.js";
import { number, plural } from "../areas/words.js";
import { moment, spoken } from "./words.js";

const GONE = "It was taken back meanwhile.";
const names = new Map(); // of imports, by their ids: promises

export function drawSentences(list, sentences, interactions) {
  const known = new Map(interactions.map((one) => [one.id, one]));
  list.replaceChildren(...sentences.map((one) => sentence(one, known)));
}

function sentence({ text, interactions, total, replaced }, known) {
  const element = copyOf("sentence");
  const behind = element.querySelector("details");
  fill(element, ".said", text);
  fill(element, ".replaced", replacedSays(replaced));
  show(element.querySelector(".replaced"), replaced.length > 0);
  show(element.querySelector(".alone"), total === 0);
  show(behind, total > 0);
  const shown = total > interactions.length ? `, the newest ${number(interactions.length)}` : "";
  fill(behind, "summary", `${plural(total, "interaction")}${shown}`);
  const draw = () => behind.querySelector("ul").replaceChildren(...interactions.map((id) => line(known.get(id))));
  behind.addEventListener("toggle", draw, { once: true });
  return element;
}

function replacedSays(doubts) {
  const told = doubts.map(({ kind, words }) => (words ? `${spoken(kind)} “${words}”` : spoken(kind)));
  return `The template’s words: the model’s were refused for ${told.join(", ")}.`;
}

function line(one) {
  const element = copyOf("interaction");
  const link = element.querySelector("a");
  show(link, Boolean(one?.import_id));
  fill(element, ".at", one ? moment(one.at) : "");
  fill(element, ".detail", one ? details(one).join(" · ") : GONE);
  if (one?.import_id) lead(link, one);
  return element;
}

function details({ channel, topic, sentiment, product }) {
  return [channel, topic ?? "no topic", sentiment ?? "no sentiment", product ?? "no product that month"];
}

/** Lead to the import that brought it; its file's name comes as soon as it is known. */
async function lead(link, { import_id: id, row }) {
  link.textContent = `row ${number(row)}`;
  link.href = `/insights?import=${id}`;
  if (!names.has(id)) names.set(id, get(`/imports/${id}`).then((one) => one.name));
  const name = await names.get(id).catch(() => "");
  if (name) link.textContent = `row ${number(row)} of ${name}`;
}
