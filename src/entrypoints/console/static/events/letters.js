/* Dead letters: those that fit the filter, newest first. */

import { get } from "../api.js";
import { byId, copyOf, drawRows, fill, onSent, show } from "../elements.js";
import { attempt, number, time } from "../areas/words.js";

const AT_A_TIME = 25;
const MOST = 100; // of one answer
const form = byId("choice");
let open = null; // what the page does with a letter that is opened
let held = [];
let cursor = null;
let asked = 0;
let known = ""; // how many are dead at which consumer, when it was last looked

/** Return what the form leaves open as nothing: the API's filter. */
export function choice() {
  const given = [...new FormData(form)].map(([name, value]) => [name, value.trim()]);
  return Object.fromEntries(given.filter(([, value]) => value));
}

/** Let letters be opened, by `opens` with their id; `chosen` is told of every other filter. */
export function startLetters(opens, chosen) {
  const changed = () => {
    chosen();
    load();
  };
  open = opens;
  form.addEventListener("change", changed);
  onSent(form, changed);
  byId("more-letters").onclick = () => load({ cursor });
}

/** Load them again when some died or went, as long as one answer holds all that is shown. */
export async function lettersChanged({ items }) {
  offer("consumer", items.map((one) => one.consumer));
  const now = JSON.stringify(items.map((one) => [one.consumer, one.dead]));
  if (now === known || held.length > MOST) return;
  await load({ limit: Math.max(AT_A_TIME, held.length) });
  known = now;
}

/** Load them anew, or those after a cursor; what changes meanwhile is loaded at the next look. */
export async function load({ cursor: after = null, limit = AT_A_TIME } = {}) {
  const query = new URLSearchParams({ ...choice(), limit, ...(after && { cursor: after }) });
  const mine = ++asked;
  known = "";
  await attempt(byId("letters-problem"), async () => {
    const page = await get(`/dead-letters?${query}`);
    if (mine !== asked) return; // another filter was chosen meanwhile
    held = after ? [...held, ...page.items] : page.items;
    cursor = page.next_cursor;
    draw();
  });
}

function draw() {
  drawRows(byId("letters").tBodies[0], held, row);
  show(byId("letters"), held.length > 0);
  show(byId("more-letters"), cursor !== null);
  show(byId("no-letters"), held.length === 0);
  const isAll = Object.keys(choice()).length === 0;
  byId("no-letters").textContent = isAll ? "Nothing is dead." : "No dead letter fits this filter.";
  show(byId("redriving"), held.length > 0 || byId("redriven").textContent !== "");
  suggest("reasons", held.map((one) => one.reason));
  suggest("types", held.map((one) => one.type));
}

function row(letter, element = null) {
  const made = element ?? copyOf("letter");
  made.dataset.id = letter.id;
  fill(made, ".name", `${letter.source} / ${letter.event_id}`);
  fill(made, ".type", letter.type);
  fill(made, ".consumer", letter.consumer);
  fill(made, ".reason", letter.reason);
  fill(made, ".detail", letter.failures.at(-1)?.detail ?? "waits behind another of its key");
  fill(made, ".attempts", number(letter.attempts));
  fill(made, ".died", time(letter.died_at));
  const button = made.querySelector("button");
  button.setAttribute("aria-label", `Open ${letter.source} / ${letter.event_id} at ${letter.consumer}`);
  button.onclick = () => open(letter.id);
  return made;
}

function offer(name, values) {
  const select = form.elements[name];
  const there = new Set([...select.options].map((one) => one.value));
  select.append(...values.filter((one) => !there.has(one)).map((one) => new Option(one)));
}

function suggest(name, values) {
  byId(name).replaceChildren(...[...new Set(values)].sort().map((one) => new Option(one, one)));
}
