/* Files on their way: one after the other, each with its progress. */

import { announce, byId, copyOf, fill, show } from "./elements.js";
import { mustFit, progressOf, transferred } from "./transfer.js";

const picker = byId("files");
const replacement = byId("replacement");
const most = Number(picker.dataset.mostBytes);
let queue = Promise.resolve();
const NEW = { method: "POST", path: "/documents", headers: {}, says: "was added" };
let received = () => {};
let replaced = () => {};
let outdated = null; // the document whose new content is being chosen

export function startUploads(listeners) {
  ({ received, replaced } = listeners);
  replacement.addEventListener("change", () => {
    [...replacement.files].forEach((file) => take(file, into(outdated)));
    replacement.value = "";
  });
  for (const button of document.querySelectorAll("[data-choose-files]")) {
    button.addEventListener("click", () => picker.click());
  }
  picker.addEventListener("change", () => {
    [...picker.files].forEach((file) => take(file));
    picker.value = "";
  });
  catchDrops();
}

/** Files may be dropped anywhere, so that a miss does not leave the page. */
function catchDrops() {
  const dragging = (event, isDragging) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    document.body.toggleAttribute("data-dragging", isDragging);
  };
  addEventListener("dragover", (event) => dragging(event, true));
  addEventListener("dragleave", (event) => dragging(event, event.relatedTarget !== null));
  addEventListener("drop", (event) => {
    dragging(event, false);
    [...(event.dataTransfer?.files ?? [])].forEach((file) => take(file));
  });
}

/** Have a file chosen, and put it in the document's place. */
export function chooseReplacement(document) {
  outdated = document;
  replacement.click();
}

/** Whoever chose the file means the document as it is by then. */
function into({ id }) {
  const says = "will be replaced as soon as the new content is read";
  return { method: "PUT", path: `/documents/${id}/content`, headers: { "If-Match": "*" }, says };
}

function take(file, place = NEW) {
  const row = copyOf("upload");
  const upload = { file, row, place, key: crypto.randomUUID() };
  fill(row, ".title", file.name);
  row.querySelector(".dismiss").onclick = () => row.remove();
  row.querySelector(".again").onclick = () => enqueue(upload);
  byId("uploads").append(row);
  enqueue(upload);
}

function enqueue(upload) {
  upload.row.dataset.state = "waiting";
  show(upload.row.querySelector(".choices"), false);
  fill(upload.row, ".meta", "Waiting");
  queue = queue.then(() => carry(upload));
}

async function carry(upload) {
  try {
    mustFit(upload.file, most);
    const document = await sent(upload);
    upload.row.remove();
    if (upload.place === NEW) received(document);
    else replaced(document);
    announce(`${document.title} ${upload.place.says}.`);
  } catch (problem) {
    upload.row.dataset.state = "failed";
    fill(upload.row, ".meta", problem.message);
    show(upload.row.querySelector(".choices"), true);
    show(upload.row.querySelector(".again"), mayPass(problem.status));
  }
}

/** Whether the same file may be taken in later: what is wrong with the file stays wrong. */
const mayPass = (status) => status === 0 || status === 429 || status >= 500;

function sent({ file, row, place, key }) {
  const form = new FormData();
  form.append("file", file);
  const headers = { ...place.headers, "Idempotency-Key": key };
  return transferred({ ...place, headers }, form, (percent) => progress(row, percent));
}

function progress(row, percent) {
  row.querySelector("progress").value = percent;
  fill(row, ".meta", progressOf(percent));
}
