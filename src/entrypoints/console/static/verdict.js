/* A verdict on an answer: good, bad, or none. */

import { remove, send } from "./api.js";
import { announce, show } from "./elements.js";

const SAID = { up: "Marked as a good answer.", down: "Marked as a bad answer." };

/** Let the answer of that message be judged; `given` is what was said of it before, or null. */
export function judged(row, messageId, given) {
  const verdicts = row.querySelector(".verdicts");
  const buttons = [...verdicts.querySelectorAll("[data-rating]")];
  let rating = given;
  const draw = () => {
    for (const one of buttons) one.setAttribute("aria-pressed", String(one.dataset.rating === rating));
  };
  for (const button of buttons) {
    button.onclick = async () => {
      const before = rating;
      rating = button.dataset.rating === rating ? null : button.dataset.rating;
      draw();
      const isKept = await kept(messageId, rating);
      if (!isKept) rating = before;
      draw();
      announce(isKept ? (SAID[rating] ?? "Your verdict was taken back.") : "It could not be kept.");
    };
  }
  draw();
  show(verdicts, true);
}

async function kept(messageId, rating) {
  const path = `/messages/${messageId}/feedback`;
  try {
    if (rating) await send("PUT", path, { body: { rating } });
    else await remove(path);
    return true;
  } catch {
    return false;
  }
}
