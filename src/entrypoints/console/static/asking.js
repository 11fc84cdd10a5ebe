/* A question on its way, and its answer while it is written. */

import { aloud, answerRow, questionRow } from "./answer.js";
import { send, sentence } from "./api.js";
import { byId, hush } from "./elements.js";
import { asking, follow, returning } from "./stream.js";

const NEVER_ANSWERED = "This question was never answered.";
const DELETED = "What was written here has been deleted since.";
const NEAR_THE_END = 160;
const scroll = byId("scroll");
let call = null; // the AbortController of the run that is followed
let asked = null; // its question
let tell = { busy() {}, started() {}, failed() {} };

export function startAsking(listeners) {
  tell = listeners;
}

export const isAnswering = () => call !== null;

/** Stop the answer that is being written, or as soon as it has begun; throws Problem. */
export async function stopAnswer() {
  if (asked === null) return;
  asked.isToStop = true;
  if (asked.run) await send("POST", `/runs/${asked.run}/stop`);
}

/** Stop listening. The answer is written all the same, and kept. */
export function leaveRun() {
  call?.abort();
  end(call);
}

/** Ask; `ready` makes the conversation ready and returns its id. */
export function ask(content, ready) {
  const question = { content, ready, key: crypto.randomUUID(), run: null, answer: answerRow() };
  const row = questionRow(content);
  byId("messages").append(row, question.answer.row);
  row.scrollIntoView({ block: "start" });
  return attempt(question);
}

/** Take up the last question of a conversation, which has no answer yet. */
export function carryOn(id, content) {
  const run = sessionStorage.getItem(id);
  const ready = async () => id;
  const question = { content, ready, key: crypto.randomUUID(), run, answer: answerRow() };
  byId("messages").append(question.answer.row);
  if (run) attempt(question);
  else question.answer.failed(NEVER_ANSWERED, () => attempt(question));
}

async function attempt(question) {
  const mine = begin();
  asked = question;
  question.answer.started();
  try {
    const id = await question.ready();
    mine.signal.throwIfAborted();
    const open = question.run
      ? returning(question.run, 0, mine.signal)
      : asking(id, question.content, question.key, mine.signal);
    const isWhole = await follow(open, (event, data) => happened(question, id, event, data), mine.signal);
    if (!isWhole) failed(question, DELETED);
  } catch (error) {
    if (error.status > 0) question.run = null; // the server has spoken: nothing to return to
    if (error.name !== "AbortError") question.answer.failed(error.message, () => attempt(question));
  } finally {
    end(mine);
  }
}

function happened(question, id, event, data) {
  const { answer } = question;
  const isNear = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR_THE_END;
  if (event === "run.started") {
    question.run = data.run_id;
    sessionStorage.setItem(id, data.run_id);
    answer.started();
    tell.started(id);
    if (question.isToStop) stopAnswer().catch(tell.failed);
  }
  if (event === "retrieval.completed") answer.found(data.hits);
  if (event === "message.delta") answer.write(data.text);
  if (event === "citation") answer.cite(data);
  if (["message.completed", "run.stopped"].includes(event)) {
    answer.completed(data.answer_status);
    answer.judge(data.message_id, null);
  }
  if (event === "run.failed") failed(question, sentence(data.detail));
  aloud(event, data);
  if (isNear) scroll.scrollTop = scroll.scrollHeight;
}

/** The run is over for good: trying again asks anew. */
function failed(question, says) {
  const anew = () => ({ ...question, isToStop: false, run: null, key: crypto.randomUUID() });
  question.answer.failed(says, () => attempt(anew()));
}

function begin() {
  hush();
  call = new AbortController();
  tell.busy(true);
  return call;
}

function end(mine) {
  if (call !== mine) return;
  call = null;
  asked = null;
  tell.busy(false);
}
