/* One event: its state, its steps and how far each consumer is; followed until it is settled. */

import { get } from "../api.js";
import { announce, byId, copyOf, fill, onSent, show } from "../elements.js";
import { attempt, plural, time } from "../areas/words.js";
import { STATES } from "./states.js";

const SETTLED = new Set(["processed", "quarantined", "erased"]);
const MISSING = "Source and id have to be exactly as they were told.";
const form = byId("find");
let shown = null;

export function startFinding() {
  onSent(form, find);
  const { source, id } = Object.fromEntries(new URLSearchParams(location.search));
  if (source && id) open({ source, id });
}

/** Show an event, and lead there. */
export async function find(named) {
  if (await open(named)) byId("found").focus();
}

/** Show an event, and keep it in the address; returns whether there is one. */
async function open({ source, id }) {
  form.elements.source.value = source;
  form.elements.id.value = id;
  const act = async () => draw(await read(source, id));
  const isFound = await attempt(byId("find-problem"), act, MISSING);
  show(byId("found"), isFound);
  if (!isFound) shown = null;
  history.replaceState(null, "", isFound ? `?${new URLSearchParams({ source, id })}` : location.pathname);
  return isFound;
}

/** Look again at what is shown, unless nothing more will become of it. */
export async function findAgain() {
  if (shown === null || SETTLED.has(shown.state)) return;
  const mine = shown;
  const now = await read(mine.source, mine.id);
  if (shown === mine) draw(now);
}

/** A path has no room for a slash, so that names travel in the query. */
function read(source, id) {
  return get(new URL(`/get_status?${new URLSearchParams({ source, id })}`, location));
}

function draw(event) {
  const isNews = shown?.entry !== event.entry || shown.state !== event.state;
  if (shown?.entry === event.entry && isNews) announce(`${event.id} is ${event.state}.`);
  shown = event;
  byId("found-name").textContent = `${event.source} / ${event.id}`;
  badge(byId("found-state"), event.state);
  byId("found-says").textContent = [STATES[event.state], event.reason && `Reason: ${event.reason}.`].filter(Boolean).join(" ");
  byId("found-facts").textContent = facts(event).join(" · ");
  byId("found-steps").replaceChildren(...event.timeline.map(({ state, consumer, at }) => line(state, consumer ?? "", time(at))));
  byId("found-consumers").replaceChildren(...event.consumers.map((one) => line(one.state, one.name, progress(one))));
  show(byId("found-consumers-part"), event.consumers.length > 0);
}

function facts({ type, attempts, trace_id: trace, entry }) {
  return [type, plural(attempts, "attempt"), `kept as ${entry}`, ...(trace ? [`trace ${trace}`] : [])];
}

function progress({ attempts, at, due_at: due, last_error: error }) {
  const told = [attempts && plural(attempts, "attempt"), error, due ? `again at ${time(due)}` : at && time(at)];
  return told.filter(Boolean).join(" · ");
}

function badge(element, state) {
  element.textContent = element.dataset.state = state;
}

function line(state, name, detail) {
  const element = copyOf("step");
  badge(element.querySelector(".badge"), state);
  fill(element, "strong", name);
  fill(element, ".detail", detail);
  return element;
}
