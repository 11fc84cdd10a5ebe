/* One document's row: what it is, what became of it, and what can be done with it. */

import { sentence } from "./api.js";
import { copyOf, fill, show } from "./elements.js";
import { openSource } from "./source.js";

const KINDS = {
  "application/pdf": "PDF",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
  "text/html": "HTML",
  "text/markdown": "Markdown",
  "text/csv": "CSV",
};
const DOINGS = { received: "Waiting to be read", extracting: "Reading", indexing: "Indexing" };

/** Fill the document's row, or a new one. */
export function documentRow(document, existing, { isChosen, tick, erase, replace, retry, share }) {
  const row = existing ?? copyOf("document");
  const box = row.querySelector("input");
  row.dataset.id = box.value = document.id;
  row.dataset.state = document.state;
  box.disabled = document.state !== "ready";
  box.checked = isChosen;
  fill(row, ".title", document.title);
  row.querySelector(".title").title = document.title;
  fill(row, ".meta", meta(document));
  box.onchange = () => tick(document.id, box.checked);
  act(row, ".read", `Read ${document.title}`, (button) => read(document, button));
  act(row, ".share", `Share ${document.title}`, (button) => share(document, button));
  act(row, ".replace", `Replace ${document.title}`, () => replace(document));
  act(row, ".retry", `Try ${document.title} again`, () => retry(document));
  show(row.querySelector(".retry"), Boolean(document.failure ?? document.replacement?.failure));
  act(row, ".delete", `Delete ${document.title}`, () => erase(document));
  return row;
}

function act(row, selector, label, action) {
  const button = row.querySelector(selector);
  button.setAttribute("aria-label", label);
  button.onclick = () => action(button);
}

function read({ id, title }, opener) {
  openSource({ document_id: id, title, page: 1 }, opener);
}

export function meta(document) {
  if (document.failure) return `Cannot be read: ${sentence(document.failure.detail)}`;
  if (document.state !== "ready") return DOINGS[document.state];
  const pages = document.pages === 1 ? "1 page" : `${document.pages} pages`;
  return [KINDS[document.media_type] ?? "Text", pages, ...next(document.replacement)].join(" · ");
}

/** What is to be said of the version that is to come. */
function next(replacement) {
  if (!replacement) return [];
  if (!replacement.failure) return ["newer version on its way"];
  return [`newer version cannot be read: ${sentence(replacement.failure.detail)}`];
}
