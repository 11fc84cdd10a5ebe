/* The documents that are held: what became of each, and which are asked. */

import { get, post, remove } from "./api.js";
import { confirmed } from "./confirm.js";
import { documentRow, meta } from "./document-row.js";
import { announce, byId, drawRows, pause, show } from "./elements.js";

const LOOK_AGAIN = 150;
const SLOWEST = 3000;
const held = new Map(); // newest first
const chosen = new Set();
const watched = new Set();
let cursor = null;
let tell = { changed() {}, chose() {}, deleted() {}, failed() {}, replaces() {}, shares() {} };

export function startDocuments(listeners) {
  tell = listeners;
  byId("more-documents").onclick = () => loadDocuments(cursor).catch(tell.failed);
  byId("choose-all").onclick = () => choose([]).then(tell.chose);
  return loadDocuments();
}

async function loadDocuments(after = null) {
  const page = await get(`/documents?limit=50${after ? `&cursor=${after}` : ""}`);
  cursor = page.next_cursor;
  page.items.forEach((document) => held.set(document.id, document));
  page.items.forEach(watch);
  draw();
}

export const chosenDocuments = () => [...chosen].sort();
export const isEmpty = () => held.size === 0;

/** Tick just these; those which are not listed yet are fetched, those which are gone left out. */
export async function choose(ids) {
  await Promise.all(ids.filter((id) => !held.has(id)).map(fetchOne));
  chosen.clear();
  ids.filter((id) => held.has(id)).forEach((id) => chosen.add(id));
  draw();
}

async function fetchOne(id) {
  const document = await get(`/documents/${id}`).catch(() => null);
  if (document) held.set(id, document);
}

/** Put a document that was just handed in on top, and watch it. */
export function add(document) {
  const others = [...held].filter(([id]) => id !== document.id);
  held.clear();
  [[document.id, document], ...others].forEach(([id, one]) => held.set(id, one));
  draw();
  watch(document);
}

/** Show what became of a document where it stands, and watch it. */
export function update(document) {
  held.set(document.id, document);
  draw();
  watch(document);
}

/** Whether nothing will happen to it by itself: neither to what is shown nor to what is to come. */
const isSettled = ({ state, replacement }) =>
  ["ready", "failed"].includes(replacement ? replacement.state : state);

/** Look again and again, ever more slowly, until a document is ready or has failed. */
async function watch(document) {
  if (isSettled(document) || watched.has(document.id)) return;
  watched.add(document.id);
  for (let rest = LOOK_AGAIN; held.has(document.id); rest = Math.min(rest * 1.5, SLOWEST)) {
    await pause(rest);
    const now = await get(`/documents/${document.id}`).catch(() => held.get(document.id));
    if (!held.has(document.id)) break;
    held.set(now.id, now);
    draw();
    if (isSettled(now)) {
      announce(`${now.title}: ${meta(now)}`);
      break;
    }
  }
  watched.delete(document.id);
}

function draw() {
  drawRows(byId("document-rows"), [...held.values()], (document, element) =>
    documentRow(document, element, {
      isChosen: chosen.has(document.id),
      tick,
      erase,
      replace: tell.replaces,
      share: tell.shares,
      retry,
    }),
  );
  show(byId("more-documents"), cursor !== null);
  show(byId("choice"), held.size > 0);
  show(byId("choose-all"), chosen.size > 0);
  byId("choice-says").textContent = choice();
  byId("scope").textContent = scope();
  tell.changed();
}

function choice() {
  if (!chosen.size) return "All are asked. Tick some to ask only those.";
  return chosen.size === 1 ? "Only the ticked one is asked." : `Only the ${chosen.size} ticked are asked.`;
}

function scope() {
  if (!held.size) return "Nothing to ask yet: add a document first";
  if (!chosen.size) return "Asking all documents";
  return `Asking only ${[...chosen].map((id) => held.get(id).title).join(", ")}`;
}

function tick(id, isTicked) {
  if (isTicked) chosen.add(id);
  else chosen.delete(id);
  draw();
  tell.chose();
}

async function retry({ id, title }) {
  try {
    update(await post(`/documents/${id}/retry`));
    announce(`${title} is read once more.`);
  } catch (problem) {
    tell.failed(problem);
  }
}

async function erase(document) {
  const says = "Its text is erased for good, and answers that quote it lose the quote.";
  if (!(await confirmed(`Delete “${document.title}”?`, says))) return;
  try {
    await remove(`/documents/${document.id}`);
  } catch (problem) {
    tell.failed(problem);
    return;
  }
  held.delete(document.id);
  const wasChosen = chosen.delete(document.id);
  draw();
  tell.deleted(document);
  if (wasChosen) tell.chose();
}
