/* Ask the server; every refusal becomes a Problem with a sentence to show. */

import { bearer, credentials, mustSignIn, renewed, toSignIn } from "./session.js";

const API = "/api/v1";
const UNREACHABLE = "The server cannot be reached. Is it still running?";

export class Problem extends Error {
  constructor(status, code, detail, after = null) {
    super(detail);
    this.status = status;
    this.code = code;
    this.after = after; // seconds until it may be tried again, where the server says so
  }
}

/** Turn the body of a refusal into a Problem (RFC 9457). */
export function problemOf(status, body, after = null) {
  try {
    const { code, detail, title, errors = [] } = JSON.parse(body);
    const said = [detail || title, ...errors.map((one) => one.detail)].join("; ");
    return new Problem(status, code, sentence(said), after);
  } catch {
    return new Problem(status, "unknown", `The server answered with status ${status}.`);
  }
}

export function sentence(words) {
  const text = words.trim();
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}

export const unreachable = () => new Problem(0, "unreachable", UNREACHABLE);
/** Paths are within the API; a whole URL stays as it is. */
export const urlOf = (path) => path.href ?? API + path;

/** Return the response when it is a success; throws Problem, or AbortError when it was called off. */
export async function send(method, path, { body, headers = {}, signal } = {}) {
  const json = body === undefined ? {} : { "Content-Type": "application/json" };
  const options = { method, headers: { ...json, ...headers }, signal, body: JSON.stringify(body) };
  const response = await signed(() => reach(urlOf(path), options));
  if (!response.ok) throw problemOf(response.status, await response.text(), waitOf(response));
  return response;
}

const waitOf = ({ headers }) => Number(headers.get("Retry-After")) || null;

/** Do it, and once more with newer tokens when those at hand are over; `attempt` sends them. */
export async function signed(attempt) {
  const sent = bearer();
  const response = await attempt();
  if (response.status !== 401) return response;
  if (sent !== null && (await renewed(sent).catch(() => false))) return attempt();
  if (mustSignIn()) toSignIn();
  return response;
}

/** Without a bearer: for signing in, which a token that is over must not prevent. */
export async function postUnsigned(path, body) {
  const headers = { "Content-Type": "application/json" };
  const options = { method: "POST", headers, body: JSON.stringify(body) };
  const response = await fetch(urlOf(path), options).catch(() => Promise.reject(unreachable()));
  const text = await response.text();
  if (!response.ok) throw problemOf(response.status, text);
  return text ? JSON.parse(text) : null;
}

async function reach(url, options) {
  try {
    return await fetch(url, { ...options, headers: { ...options.headers, ...credentials() } });
  } catch (error) {
    throw error.name === "AbortError" ? error : unreachable();
  }
}

export async function get(path, options) {
  return (await send("GET", path, options)).json();
}

export async function post(path, body, options) {
  return (await send("POST", path, { ...options, body })).json();
}

export async function patch(path, body, version) {
  return (await send("PATCH", path, { body, headers: { "If-Match": `"${version}"` } })).json();
}

export async function remove(path) {
  try {
    await send("DELETE", path);
  } catch (error) {
    if (error.status !== 404) throw error; // somebody was faster
  }
}

/** Read all pages of a list. */
export async function all(path) {
  const items = [];
  let cursor = "";
  do {
    const page = await get(`${path}${path.includes("?") ? "&" : "?"}limit=100${cursor}`);
    items.push(...page.items);
    cursor = page.next_cursor ? `&cursor=${page.next_cursor}` : "";
  } while (cursor);
  return items;
}
