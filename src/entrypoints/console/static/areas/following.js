/* Things as they were told last; those that are not settled are asked for again while somebody looks. */

import { get } from "../api.js";
import { announce } from "../elements.js";

const LOOK_MILLISECONDS = 1_000;
const PATIENCE_MILLISECONDS = 10_000;

/**
 * Return `put`, which says what is known of a thing now, and `changed`, whose listeners are told of
 * each. `path` has them by their ids; `outcomeOf` says how one that was followed came out.
 */
export function following({ path, isSettled, outcomeOf }) {
  const known = new Map();
  const listeners = [];
  let next = 0;
  let isLooking = false;

  function put(one) {
    const before = known.get(one.id);
    known.set(one.id, one);
    if (before && !isSettled(before) && isSettled(one)) announce(outcomeOf(one));
    listeners.forEach((listener) => listener(one));
    if (!isSettled(one)) soon();
  }

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
    const now = await get(`${path}/${id}`, { signal }).catch(() => null);
    if (now) put(now);
  }

  document.addEventListener("visibilitychange", look);
  return { put, changed: (listener) => listeners.push(listener) };
}
