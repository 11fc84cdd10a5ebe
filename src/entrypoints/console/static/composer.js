/* The place to write: Enter sends, Shift and Enter begin a line, and / comes here from anywhere. */

import { byId, show } from "./elements.js";

const field = byId("question");
const send = byId("ask").querySelector("[type=submit]");
const stop = byId("stop");
let isBusy = false;

export function startComposer(ask, stopAnswer) {
  stop.addEventListener("click", () => {
    if (stop.ariaDisabled === "true") return; // once is enough; the stream tells when it is over
    stop.ariaDisabled = "true"; // not `disabled`, which would lose the focus
    stopAnswer();
  });
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

/** While an answer is being written the next question can be written, but not sent: it can be stopped. */
export function setBusy(busy) {
  const hadFocus = document.activeElement === stop;
  isBusy = busy;
  mayStop();
  show(stop, busy);
  show(send, !busy);
  settle();
  if (hadFocus && !busy) field.focus();
}

/** Let it be stopped once more, for the first time did not work. */
export function mayStop() {
  stop.ariaDisabled = null;
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
