/* One answer: drawn the same way whether it is being written or was kept. */

import { announce, copyOf, fill, show } from "./elements.js";
import { openSource } from "./source.js";
import { judged } from "./verdict.js";

const MARKER = /(\[\d+\])/;
const GONE = "Source deleted";
const NOT_YOURS = "A source that you may not view";
const SAID = { abstained: "There is no answer in these documents.", partial: "Part was left out." };

export function questionRow(content) {
  const row = copyOf("question");
  fill(row, ".said", content);
  return row;
}

/** Return a row and what may happen to it. */
export function answerRow() {
  const row = copyOf("answer");
  const said = row.querySelector(".said");
  const sources = row.querySelector(".sources");
  const doing = (text) => fill(row, ".doing", text);
  return {
    row,
    started() {
      row.dataset.status = "running";
      said.replaceChildren();
      sources.replaceChildren();
      show(row.querySelector(".problem"), false);
      doing("Searching the documents");
    },
    found: (hits) => doing(reading(hits.filter((hit) => hit.used))),
    write: (text) => said.append(...text.split(MARKER).filter(Boolean).map(piece)),
    cite: (citation) => drawCitation(row, citation),
    completed(status) {
      row.dataset.status = status;
      for (const marker of said.querySelectorAll(".marker:disabled:not([data-withdrawn], [data-redacted])")) {
        marker.replaceWith(`[${marker.textContent}]`);
      }
    },
    judge: (messageId, given) => judged(row, messageId, given),
    failed(sentence, again) {
      row.dataset.status = "failed";
      show(row.querySelector(".problem"), true);
      fill(row, "[role=alert]", sentence);
      row.querySelector(".problem button").onclick = again;
    },
  };
}

/** Draw an answer that was kept. */
export function keptAnswer(message) {
  const answer = answerRow();
  answer.write(message.content);
  message.citations.forEach(answer.cite);
  answer.completed(message.answer_status);
  answer.judge(message.id, message.feedback?.rating ?? null);
  return answer.row;
}

/** Say aloud what was written and how it ended. */
export function aloud(event, data) {
  if (event === "message.delta") announce(data.text.replaceAll(/\s*\[\d+\]/g, ""));
  if (event === "run.stopped") announce("The answer was stopped.");
  if (event === "message.completed") announce(SAID[data.answer_status] ?? "The answer is complete.");
}

function reading(used) {
  const titles = [...new Set(used.map((hit) => hit.title))];
  return titles.length ? `Reading ${titles.slice(0, 3).join(", ")}` : "Looking for more";
}

function piece(text) {
  if (!MARKER.test(text)) return text.replace(/ $/, "\u00a0"); // a number stays with its sentence
  const marker = document.createElement("button");
  marker.type = "button";
  marker.className = "marker";
  marker.disabled = true;
  marker.textContent = text.slice(1, -1);
  marker.dataset.marker = marker.textContent;
  return marker;
}

function drawCitation(row, citation) {
  const item = copyOf("source");
  const source = item.firstElementChild;
  fill(source, ".number", citation.marker);
  fill(source, ".title", citation.title);
  fill(source, ".place", citation.redacted ? "" : `page ${citation.page}`);
  fill(source, ".quote", citation.quote);
  row.querySelector(".sources").append(item);
  for (const button of [source, ...row.querySelectorAll(`[data-marker="${citation.marker}"]`)]) {
    enable(button, citation);
  }
}

function enable(button, citation) {
  const where = `${citation.title}, page ${citation.page}`;
  button.disabled = false;
  if (citation.redacted) return close(button, NOT_YOURS, "redacted");
  button.dataset.document = citation.document_id;
  button.title = where;
  if (button.dataset.marker) button.setAttribute("aria-label", `Source ${citation.marker}: ${where}`);
  button.addEventListener("click", () => openSource(citation, button));
  if (citation.withdrawn) withdraw(button);
}

/** Strike everything that stands on a document which is gone. */
export function withdrawAll(documentId) {
  document.querySelectorAll(`[data-document="${documentId}"]`).forEach(withdraw);
}

const withdraw = (button) => close(button, GONE, "withdrawn");

/** Leave a number or a source in its place, with why it cannot be opened. */
function close(button, why, mark) {
  button.disabled = true;
  button.dataset[mark] = "";
  button.title = why;
  if (button.dataset.marker) button.setAttribute("aria-label", why);
  else fill(button, ".quote", why);
}
