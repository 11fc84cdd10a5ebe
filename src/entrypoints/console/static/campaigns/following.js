/* Files as they were told last; those that are not settled are asked for again while somebody looks. */

import { get } from "../api.js";
import { announce } from "../elements.js";
import { plural } from "../areas/words.js";

const LOOK_MILLISECONDS = 1_000;
const PATIENCE_MILLISECONDS = 10_000;
const SETTLED = new Set(["published", "failed"]);
const known = new Map();
const listeners = [];
let next = 0;
let isLooking = false;

export const isSettled = ({ state }) => SETTLED.has(state);

/** `put` says what is known of a file now; whoever called `changed` is told of each. */
export const follow = {
  changed: (listener) => listeners.push(listener),
  put(file) {
    const before = known.get(file.id);
    known.set(file.id, file);
    if (before && !isSettled(before) && isSettled(file)) announce(outcomeOf(file));
    listeners.forEach((listener) => listener(file));
    if (!isSettled(file)) soon();
  },
};

const outcomeOf = ({ name, state, read, quarantined }) =>
  `${name} is ${state}: ${plural(read, "row")} read, ${quarantined.toLocaleString()} quarantined.`;

function soon() {
  clearTimeout(next);
  next = setTimeout(look, LOOK_MILLISECONDS);
}

/** Nothing is asked while the page is hidden; a look that fails is taken again. */
async function look() {
  const waiting = [...known.values()].filter((one) => !isSettled(one));
  if (document.hidden || isLooking || !waiting.length) return;
  isLooking = true;
  await Promise.all(waiting.map(again));
  isLooking = false;
  if (waiting.some(({ id }) => !isSettled(known.get(id)))) soon();
}

async function again({ id }) {
  const signal = AbortSignal.timeout(PATIENCE_MILLISECONDS);
  const now = await get(`/performance-files/${id}`, { signal }).catch(() => null);
  if (now) follow.put(now);
}

document.addEventListener("visibilitychange", look);
