/* A document that was shared: the text of its pages, some at a time. */

import { get } from "../api.js";
import { byId, copyOf, fill, show } from "../elements.js";

const AT_A_TIME = 10;
const NO_TEXT = "There is no text on this page, perhaps only a picture.";

export async function openDocument({ id }, tell) {
  const held = await get(`/documents/${id}`);
  byId("document-title").textContent = document.title = held.title;
  show(byId("shared-document"), true);
  if (held.state !== "ready") return tell("This document cannot be read yet.");
  let shown = 0;
  const more = async () => {
    const last = Math.min(shown + AT_A_TIME, held.pages);
    for (; shown < last; shown += 1) byId("document-pages").append(await page(id, shown + 1));
    show(byId("more-pages"), shown < held.pages);
  };
  byId("more-pages").onclick = () => more().catch((problem) => tell(problem.message));
  await more();
}

async function page(id, number) {
  const { text } = await get(`/documents/${id}/pages/${number}`).catch((problem) => {
    if (problem.code !== "page_not_found") throw problem;
    return { text: NO_TEXT };
  });
  const section = copyOf("page");
  fill(section, "h3", `Page ${number}`);
  fill(section, ".said", text);
  return section;
}
