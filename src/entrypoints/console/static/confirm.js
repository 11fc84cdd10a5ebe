/* Ask before something is deleted. */

import { byId } from "./elements.js";

/** Resolves to whether the person said yes; Escape and Cancel are a no. */
export function confirmed(title, says) {
  const dialog = byId("confirm");
  byId("confirm-title").textContent = title;
  byId("confirm-says").textContent = says;
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((answer) => {
    dialog.addEventListener("close", () => answer(dialog.returnValue === "yes"), { once: true });
  });
}
