/* Events: what comes in, what waits, and what is dead. Looks again while somebody looks. */

import { byId, show } from "../elements.js";
import { get } from "../api.js";
import { startAccount } from "../people/account.js";
import { startErasing } from "./erasing.js";
import { findAgain, startFinding } from "./finding.js";
import { lettersChanged, startLetters } from "./letters.js";
import { drawLive, teach } from "./live.js";
import { openLetter } from "./letter.js";
import { forgetDryRun, startRedriving } from "./redriving.js";
import { inWords } from "../areas/words.js";

const LOOK_MILLISECONDS = 2_000;
const PATIENCE_MILLISECONDS = 10_000;
const problem = byId("live-problem");
let next = 0;
let isLooking = false;

/** Look now, and again later; nothing is asked while the page is hidden. */
async function look() {
  clearTimeout(next);
  if (document.hidden || isLooking) return;
  isLooking = true;
  const rest = await looked();
  isLooking = false;
  next = setTimeout(look, rest);
}

/** Draw what there is now; returns in how many milliseconds to look again. */
async function looked() {
  try {
    const told = await get("/streams", { signal: AbortSignal.timeout(PATIENCE_MILLISECONDS) });
    show(problem, false);
    drawLive(told, Date.now());
    await Promise.all([lettersChanged(told), findAgain()]);
    return LOOK_MILLISECONDS;
  } catch (error) {
    const words = inWords(error);
    if (problem.textContent !== words) problem.textContent = words; // once is enough to hear it
    show(problem, true);
    return Math.max(LOOK_MILLISECONDS, (error.after ?? 0) * 1_000);
  }
}

if (await startAccount()) {
  teach();
  startLetters(openLetter, forgetDryRun);
  startRedriving();
  startFinding();
  await Promise.all([look(), startErasing()]);
  document.addEventListener("visibilitychange", look);
  document.body.dataset.ready = "";
}
