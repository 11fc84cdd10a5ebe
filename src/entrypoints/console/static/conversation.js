/* The conversation that is open: what was said, and which documents it asks. */

import { Problem, all, get, patch, post } from "./api.js";
import { keptAnswer, questionRow } from "./answer.js";
import { carryOn, leaveRun } from "./asking.js";
import { choose, chosenDocuments } from "./documents.js";
import { byId } from "./elements.js";

const NO_SUCH = "There is no such conversation.";
let current = null;
let visit = 0; // tells an answer that comes late that somebody has moved on
let keeping = Promise.resolve();

let shown = () => {};

/** Have `listener` told which conversation is open, or null. */
export function startConversation(listener) {
  shown = listener;
}

function now(conversation) {
  current = conversation;
  shown(current);
}

/** Leave what is open, and show nothing yet. */
export function newConversation() {
  leaveRun();
  visit += 1;
  now(null);
  byId("messages").replaceChildren();
}

/** Open a conversation where it stands; throws Problem when it cannot be. */
export async function openConversation(id) {
  leaveRun();
  const mine = ++visit;
  now(null);
  const path = `/conversations/${encodeURIComponent(id)}`;
  const [conversation, messages] = await Promise.all([get(path), all(`${path}/messages`)]).catch(gone);
  if (mine !== visit) return;
  now(conversation);
  await choose(conversation.document_ids);
  byId("messages").replaceChildren(...messages.map(drawn));
  byId("scroll").scrollTop = byId("scroll").scrollHeight;
  const last = messages.at(-1);
  if (last?.role === "user") carryOn(id, last.content);
}

function gone(problem) {
  byId("messages").replaceChildren();
  throw problem.status === 404 ? new Problem(404, problem.code, NO_SUCH) : problem;
}

function drawn(message) {
  return message.role === "user" ? questionRow(message.content) : keptAnswer(message);
}

/** Return the id of the open conversation, begun now if need be, with the documents as ticked. */
export async function ready() {
  if (current !== null) {
    await keepChoice();
    return current.id;
  }
  const mine = visit;
  const begun = await post("/conversations", { document_ids: chosenDocuments() });
  if (mine === visit) now(begun);
  return begun.id;
}

/** Keep the ticked documents with the open conversation; one change after the other. */
export function keepChoice() {
  const kept = keeping.then(keep);
  keeping = kept.catch(() => {});
  return kept;
}

async function keep() {
  const ids = chosenDocuments();
  if (current === null || String([...current.document_ids].sort()) === String(ids)) return;
  await change({ document_ids: ids });
}

/** Put the open conversation away, or take it back. */
export function archive(archived) {
  return change({ archived });
}

async function change(body) {
  const { id, version } = current;
  const path = `/conversations/${id}`;
  const changed = await patch(path, body, version).catch(async (problem) => {
    if (problem.status !== 412) throw problem;
    const elsewhere = await get(path); // changed there too; what is chosen here is what is meant
    return patch(path, body, elsewhere.version);
  });
  if (current?.id === id) now(changed);
}
