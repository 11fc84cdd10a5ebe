/* The list of conversations to return to. */

import { get, remove } from "./api.js";
import { confirmed } from "./confirm.js";
import { byId, copyOf, drawRows, fill, show } from "./elements.js";

const KEPT = byId("no-conversations").textContent;
const held = new Map(); // newest first
let cursor = null;
let current = null;
let isArchive = false; // whether those are listed that were put away
let tell = { opened() {}, deleted() {}, failed() {} };

export function startConversations(listeners) {
  tell = listeners;
  byId("more-conversations").onclick = () => loadConversations(cursor).catch(tell.failed);
  byId("which-conversations").onclick = () => turn().catch(tell.failed);
  return loadConversations();
}

/** List those that were put away, or the others. */
async function turn() {
  isArchive = !isArchive;
  byId("which-conversations").setAttribute("aria-pressed", String(isArchive));
  byId("which-conversations").textContent = isArchive ? "Back to the others" : "Show archived";
  byId("conversations-heading").textContent = isArchive ? "Archived conversations" : "Conversations";
  byId("no-conversations").textContent = isArchive ? "None is archived." : KEPT;
  await loadConversations();
}

export async function loadConversations(after = null) {
  const which = `&archived=${isArchive}${after ? `&cursor=${after}` : ""}`;
  const page = await get(`/conversations?limit=50${which}`);
  cursor = page.next_cursor;
  if (!after) held.clear();
  page.items.forEach((conversation) => held.set(conversation.id, conversation));
  draw();
}

/** Mark which conversation is open, or none. */
export function markCurrent(id) {
  current = id;
  draw();
}

function draw() {
  drawRows(byId("conversation-rows"), [...held.values()], row);
  show(byId("more-conversations"), cursor !== null);
  show(byId("no-conversations"), held.size === 0);
  const title = held.get(current)?.title;
  document.title = title ? `${title} · Portico` : "Portico";
}

function row({ id, title }, existing) {
  const element = existing ?? copyOf("conversation");
  const link = element.querySelector("a");
  element.dataset.id = id;
  link.href = `/?conversation=${id}`;
  link.textContent = link.title = title;
  if (id === current) link.setAttribute("aria-current", "page");
  else link.removeAttribute("aria-current");
  link.onclick = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a tab or window of its own
    event.preventDefault();
    tell.opened(id);
  };
  element.querySelector(".delete").setAttribute("aria-label", `Delete ${title}`);
  element.querySelector(".delete").onclick = () => erase(id, title);
  return element;
}

async function erase(id, title) {
  const says = "Its questions and answers are deleted for good. The documents stay.";
  if (!(await confirmed(`Delete “${title}”?`, says))) return;
  try {
    await remove(`/conversations/${id}`);
  } catch (problem) {
    tell.failed(problem);
    return;
  }
  held.delete(id);
  draw();
  tell.deleted(id);
}
