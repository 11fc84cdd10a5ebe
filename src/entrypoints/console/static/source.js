/* The source: a page of a document, with the quote marked and brought into view. */

import { get, urlOf } from "./api.js";
import { cut } from "./codepoints.js";
import { asDownload } from "./download.js";
import { byId, show } from "./elements.js";

const panel = byId("source");
const beside = matchMedia(panel.dataset.beside ?? "not all"); // from where on the page has room for it
const text = byId("source-text");
const NO_TEXT = "There is no text on this page, perhaps only a picture.";
const REPLACED = "The document was replaced since by a newer version. Quoted was:";
let shown = null; // { cited, page, pages, opener }

/**
 * Open a citation, or just a document's page when there is no `quote`; `opener` gets focus back.
 * What was `told` of a place in other words has no quote: then the place is marked, whatever it says.
 */
export async function openSource(cited, opener) {
  release();
  shown = { cited, page: cited.page, pages: cited.page, opener };
  opener.setAttribute("aria-expanded", "true");
  byId("source-title").textContent = cited.title;
  byId("source-original").href = urlOf(`/documents/${cited.document_id}/content${version(cited)}`);
  show(byId("source-original"), true);
  if (!panel.open) present();
  await Promise.all([countPages(shown), turnTo(cited.page)]);
  text.focus({ preventScroll: true });
}

export function closeSource() {
  if (panel.open) panel.close();
}

/** Close the source when it shows this document, which is gone. */
export function forget(documentId) {
  if (shown?.cited.document_id === documentId) closeSource();
}

/** Ask for the version that was quoted; a document that is just read shows its newest. */
const version = (cited) => (cited.version ? `?version=${cited.version}` : "");

function present() {
  if (beside.matches) panel.show();
  else panel.showModal();
}

function release() {
  shown?.opener.removeAttribute("aria-expanded");
}

async function countPages(of) {
  const { cited } = of;
  const now = await get(`/documents/${cited.document_id}`).catch(() => ({ pages: 0 }));
  const isQuoted = !cited.version || cited.version === now.version;
  of.pages = Math.max(isQuoted ? now.pages : 0, cited.page); // pages without text are not counted
  if (of === shown) label();
}

async function turnTo(page) {
  const turned = shown;
  turned.page = page;
  label();
  text.setAttribute("aria-busy", "true");
  const path = `/documents/${turned.cited.document_id}/pages/${page}${version(turned.cited)}`;
  const read = await get(path).then(
    (found) => found.text,
    (problem) => instead(problem, turned),
  );
  if (turned === shown && turned.page === page) draw(read);
}

/** Say why there is no page; of a version that was replaced only the quote is left. */
function instead(problem, of) {
  if (problem.code === "page_not_found") return NO_TEXT;
  if (problem.code !== "version_replaced") return problem.message;
  if (of === shown) show(byId("source-original"), false);
  return `${REPLACED}\n\n${of.cited.quote ?? of.cited.told}`;
}

function draw(read) {
  const { cited, page } = shown;
  const [before, quote, after] = cut(read, cited.start, cited.end);
  text.removeAttribute("aria-busy");
  text.scrollTop = 0;
  if (page !== cited.page || quote !== (cited.told ? quote : cited.quote)) {
    text.replaceChildren(read);
    return;
  }
  const mark = document.createElement("mark");
  mark.textContent = quote;
  text.replaceChildren(before, mark, after);
  mark.scrollIntoView({ block: "center" });
}

function label() {
  const { cited, page, pages } = shown;
  byId("source-page").textContent = pages > 1 ? `Page ${page} of ${pages}` : `Page ${page}`;
  byId("source-previous").disabled = page <= 1;
  byId("source-next").disabled = page >= pages;
  byId("source-back").hidden = !(cited.quote || cited.told) || page === cited.page;
}

function turnBy(step) {
  const page = shown.page + step;
  if (page >= 1 && page <= shown.pages) turnTo(page);
}

asDownload(byId("source-original"));
byId("source-close").addEventListener("click", closeSource);
byId("source-previous").addEventListener("click", () => turnBy(-1));
byId("source-next").addEventListener("click", () => turnBy(1));
byId("source-back").addEventListener("click", () => turnTo(shown.cited.page));
text.addEventListener("keydown", (event) => {
  if (event.key === "ArrowLeft") turnBy(-1);
  if (event.key === "ArrowRight") turnBy(1);
});
panel.addEventListener("close", () => {
  release();
  shown?.opener.focus({ preventScroll: true });
  shown = null;
});
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !document.querySelector("dialog:modal")) closeSource();
});
beside.addEventListener("change", () => {
  if (!panel.open) return;
  const held = shown;
  shown = null;
  panel.addEventListener("close", () => { shown = held; present(); }, { once: true });
  panel.close();
});
