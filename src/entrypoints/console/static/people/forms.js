/* What the forms around signing in have in common. */

import { byId, onSent, show } from "../elements.js";

/** Call `act` with the form's fields; a refusal is told above it. */
export function onSubmit(form, act, problem = byId("problem")) {
  const button = form.querySelector("[type=submit]");
  onSent(form, async (fields) => {
    button.disabled = true;
    show(problem, false);
    try {
      await act(fields);
    } catch (error) {
      problem.textContent = error.message;
      show(problem, true);
    } finally {
      button.disabled = false;
    }
  });
}

/** Return the token that a letter's link carries behind its #, and take it out of the address. */
export function tokenFrom(name) {
  const given = new URLSearchParams(location.hash.slice(1)).get(name) ?? "";
  if (given) history.replaceState(null, "", location.pathname + location.search);
  return given;
}

/** Return where somebody wanted to go before they were sent here: never to another site. */
export function next() {
  const wanted = new URL(new URLSearchParams(location.search).get("next") ?? "/", location.origin);
  return wanted.origin === location.origin ? wanted.href : "/"; // whole: a path may begin with //
}
