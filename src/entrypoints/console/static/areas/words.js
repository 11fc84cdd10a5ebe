/* Numbers, ages and refusals as people say them. */

import { show } from "../elements.js";

const UNITS = [
  ["d", 86_400],
  ["h", 3_600],
  ["min", 60],
  ["s", 1],
];
const AFTER = {
  403: "Ask somebody who manages this organisation.",
  429: "Too much was asked at once.",
  503: "Nothing that was taken is lost.",
};

export const number = (value) => value.toLocaleString();
export const plural = (count, one, many = `${one}s`) => `${number(count)} ${count === 1 ? one : many}`;

/** Say when it was: without the date when that is today's. */
export function time(moment) {
  const at = new Date(moment);
  const isToday = at.toDateString() === new Date().toDateString();
  return isToday ? at.toLocaleTimeString() : at.toLocaleString();
}

/** Say how long ago it was, in its largest unit or two; a clock that is behind ours says 0 s. */
export function age(moment, now = Date.now()) {
  const seconds = Math.max(0, Math.round((now - new Date(moment)) / 1_000));
  const at = UNITS.findIndex(([, size]) => seconds >= size);
  if (at < 0) return "0 s";
  const [unit, size] = UNITS[at];
  const [below, part] = UNITS[at + 1] ?? [];
  const rest = part ? Math.floor((seconds % size) / part) : 0;
  const whole = `${Math.floor(seconds / size)} ${unit}`;
  return rest ? `${whole} ${rest} ${below}` : whole;
}

/** Say what was refused, and what one can do then. */
export function inWords(error) {
  const wait = error.after ? `Try again in ${error.after} s.` : "";
  return [error.message, AFTER[error.status], wait].filter(Boolean).join(" ");
}

/** Do it; a refusal is told in `problem`, with `missing` behind a 404. Returns whether it was done. */
export async function attempt(problem, action, missing = "") {
  show(problem, false);
  try {
    await action();
    return true;
  } catch (error) {
    problem.textContent = `${inWords(error)} ${error.status === 404 ? missing : ""}`.trim();
    show(problem, true);
    return false;
  }
}
