/* The place to write: Enter sends, Shift and Enter begin a line, and / comes here from anywhere. */

import { byId } from "./elements.js";

const field = byId("question");
const send = byId("ask").querySelector(".send");
let isBusy = false;

export function startComposer(ask) {
  byId("ask").addEventListener("submit", (event) => {
    event.preventDefault();
    const content = field.value.trim();
    if (!content || isBusy) return;
    field.value = "";
    settle();
    ask(content);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    byId("ask").requestSubmit();
  });
  field.addEventListener("input", settle);
  addEventListener("keydown", slash);
  for (const chip of document.querySelectorAll("[data-starter]")) {
    chip.addEventListener("click", () => begin(chip.dataset.starter));
  }
  settle();
}

/** While an answer is being written the next question can be written too, but not sent. */
export function setBusy(busy) {
  isBusy = busy;
  settle();
}

function settle() {
  send.disabled = isBusy || !field.value.trim();
}

function begin(words) {
  field.value = words;
  field.focus();
  settle();
}

function slash(event) {
  const isWriting = event.target.closest("textarea, dialog:modal");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isWriting) return;
  event.preventDefault();
  field.focus();
}
