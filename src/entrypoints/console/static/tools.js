/* What can be done with the open conversation: take it away, or put it away. */

import { urlOf } from "./api.js";
import { asDownload } from "./download.js";
import { announce, byId, fill, show } from "./elements.js";

const tools = byId("tools");
const button = byId("archive");
let isArchived = false;
let open = null;

/** `archive` puts the open conversation away, or takes it back; `changed` is told when it did. */
export function startTools({ archive, changed, failed, shares }) {
  tools.querySelectorAll("[data-format]").forEach((link) => asDownload(link, failed));
  byId("share-conversation").addEventListener("click", (event) => shares(open, event.currentTarget));
  button.addEventListener("click", async () => {
    try {
      await archive(!isArchived);
      announce(isArchived ? "It was archived." : "It was taken back.");
      changed();
    } catch (problem) {
      failed(problem);
    }
  });
}

export function showTools(conversation) {
  open = conversation;
  show(tools, conversation !== null);
  if (conversation === null) return;
  isArchived = conversation.archived;
  fill(button, "span", isArchived ? "Take back" : "Archive");
  for (const link of tools.querySelectorAll("[data-format]")) {
    link.href = urlOf(`/conversations/${conversation.id}/export?format=${link.dataset.format}`);
  }
}
