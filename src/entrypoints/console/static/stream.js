/* Follow an answer while it is written, and take the stream up again where it broke. */

import { Problem, send, unreachable } from "./api.js";
import { pause } from "./elements.js";

const MOST_BREAKS = 5;
const FIRST_PAUSE = 200;
const LAST = new Set(["message.completed", "run.stopped", "run.failed"]);

/** Ask; the same key again is the same question, so that a lost connection asks nothing twice. */
export function asking(conversationId, content, key, signal) {
  const headers = { Accept: "text/event-stream", "Idempotency-Key": key };
  const path = `/conversations/${conversationId}/messages`;
  return () => send("POST", path, { body: { content }, headers, signal });
}

export function returning(runId, after, signal) {
  const headers = { Accept: "text/event-stream", "Last-Event-ID": String(after) };
  return () => send("GET", `/runs/${runId}/events`, { headers, signal });
}

/** Hand each event to `tell`. Returns whether the last was seen; throws Problem or AbortError. */
export async function follow(open, tell, signal) {
  const seen = { run: null, last: 0, breaks: 0, isOver: false };
  while (!seen.isOver) {
    const before = seen.last;
    try {
      await take(await (seen.run ? returning(seen.run, seen.last, signal) : open)(), seen, tell);
      if (!seen.isOver && seen.last === before) return false; // what was told has been deleted
    } catch (error) {
      if (error.name === "AbortError" || (error instanceof Problem && error.status > 0)) throw error;
      if (++seen.breaks > MOST_BREAKS) throw unreachable();
      await pause(FIRST_PAUSE * 2 ** seen.breaks);
    }
  }
  return true;
}

async function take(response, seen, tell) {
  for await (const { id, event, data } of frames(response.body)) {
    seen.last = Number(id);
    seen.breaks = 0;
    seen.run = data.run_id ?? seen.run;
    seen.isOver = LAST.has(event);
    tell(event, data);
    if (seen.isOver) return;
  }
}

/** Cut a stream into its events (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
export async function* frames(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let held = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const parts = (held + value).split("\n\n");
    held = parts.pop();
    for (const part of parts) {
      const frame = parsed(part);
      if (frame.event) yield frame;
    }
  }
}

function parsed(part) {
  const fields = {};
  for (const line of part.split("\n")) {
    const at = line.indexOf(": ");
    if (at > 0) fields[line.slice(0, at)] = line.slice(at + 2);
  }
  return { ...fields, data: fields.data ? JSON.parse(fields.data) : {} };
}
