/* Who is signed in, in this tab: the tokens, the organisation they act for, and their renewal. */

const TOKENS = "portico.tokens";
const ORGANISATION = "portico.organisation";
const root = document.documentElement;
let guest = null; // the token of a guest, which no page but this one is told
let reopen = null; // gets a guest the next token
let renewing = null; // one renewal at a time, however many requests wait for it

const tokens = () => JSON.parse(sessionStorage.getItem(TOKENS));
export const isSignedIn = () => tokens() !== null;
export const mustSignIn = () => root.dataset.signIn === "required" && !isSignedIn();
export const organisation = () => sessionStorage.getItem(ORGANISATION);

/** Keep what signing in or a renewal answered. */
export function keepTokens({ access_token, refresh_token }) {
  sessionStorage.setItem(TOKENS, JSON.stringify({ access_token, refresh_token }));
  mark();
}

export function forgetSession() {
  sessionStorage.removeItem(TOKENS);
  sessionStorage.removeItem(ORGANISATION);
  mark();
}

/** Act for that organisation from now on; null leaves it to the server. */
export function actFor(id) {
  if (id) sessionStorage.setItem(ORGANISATION, id);
  else sessionStorage.removeItem(ORGANISATION);
}

/** Act as the guest that this token lets in, whoever is signed in here; `again` gets the next. */
export function actAsGuest(token, again) {
  guest = token;
  reopen = again;
}

export function bearer() {
  return guest ?? tokens()?.access_token ?? null;
}

/** Return the headers that say who asks. */
export function credentials() {
  const token = bearer();
  if (token === null) return {};
  const within = guest === null ? organisation() : null;
  const headers = { Authorization: `Bearer ${token}` };
  return within ? { ...headers, "Portico-Organisation": within } : headers;
}

/** Get newer tokens than `refused`; returns whether there are any now. */
export async function renewed(refused) {
  if (bearer() === null) return false;
  if (bearer() !== refused) return true; // somebody else was faster
  renewing ??= (guest === null ? renew() : renewGuest()).finally(() => (renewing = null));
  return renewing;
}

async function renew() {
  const { refresh_token } = tokens();
  const response = await fetch("/api/v1/auth/refresh", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ refresh_token }),
  });
  if (response.ok) keepTokens(await response.json());
  else if (response.status === 401) forgetSession();
  return response.ok;
}

async function renewGuest() {
  guest = await reopen();
  return true;
}

/** Go to where one signs in, and afterwards back here. */
export function toSignIn() {
  if (guest !== null) return;
  const here = location.pathname + location.search;
  location.replace(`/sign-in?next=${encodeURIComponent(here)}`);
}

function mark() {
  root.toggleAttribute("data-signed-in", isSignedIn());
}

mark();
