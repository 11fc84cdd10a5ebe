/* Where a fact stands in a document of ours: a button that opens the page there, with the place marked. */

import { get } from "../api.js";
import { show } from "../elements.js";
import { openSource } from "../source.js";

const UNTITLED = "A document";

/** Fill the place of a fact's element; a fact that stands in no document has none. */
export function drawPlace(element, fact) {
  const button = element.querySelector(".place");
  show(button, fact.cited !== null);
  if (fact.cited === null) return;
  button.textContent = `page ${fact.cited.page}`;
  button.setAttribute("aria-label", `Fact ${fact.id}: read it in the document, page ${fact.cited.page}`);
  button.onclick = () => open(fact, button);
}

async function open({ cited, text }, opener) {
  const { title } = await get(`/documents/${cited.document_id}`).catch(() => ({ title: UNTITLED }));
  openSource({ ...cited, title, told: text }, opener);
}
