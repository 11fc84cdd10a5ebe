/* Put the page's parts together, and keep the address in step with what is open. */

import { withdrawAll } from "./answer.js";
import { ask, startAsking, stopAnswer } from "./asking.js";
import { mayStop, setBusy, startComposer } from "./composer.js";
import * as conversation from "./conversation.js";
import { loadConversations, markCurrent, startConversations } from "./conversations.js";
import { add, choose, isEmpty, startDocuments, update } from "./documents.js";
import { byId, fill, show } from "./elements.js";
import { startAccount } from "./people/account.js";
import { openSharing } from "./sharing/dialog.js";
import { closeSource, forget } from "./source.js";
import { showTools, startTools } from "./tools.js";
import { chooseReplacement, startUploads } from "./uploads.js";

const library = byId("library");
const named = () => new URLSearchParams(location.search).get("conversation");

function welcome() {
  const isQuiet = byId("messages").childElementCount === 0 && byId("page-problem").hidden;
  show(byId("first-steps"), isQuiet && isEmpty());
  show(byId("starters"), isQuiet && !isEmpty());
}

function complain(problem, again) {
  const place = byId("page-problem");
  fill(place, "[role=alert]", problem.message);
  show(place, true);
  show(place.querySelector("button"), Boolean(again));
  place.querySelector("button").onclick = again;
  welcome();
}

async function tried(action) {
  show(byId("page-problem"), false);
  try {
    await action();
  } catch (problem) {
    complain(problem, problem.status === 404 ? null : () => tried(action));
  }
  welcome();
}

/** Show what the address names: a conversation, or the beginning of one. */
function arrive() {
  const id = named();
  closeSource();
  markCurrent(id);
  if (library.matches(":popover-open")) library.hidePopover();
  if (id) return tried(() => conversation.openConversation(id));
  conversation.newConversation();
  return tried(() => choose([]));
}

function go(id) {
  history.pushState(null, "", id ? `/?conversation=${id}` : "/");
  return arrive();
}

function started(id) {
  if (named() !== id) history.pushState(null, "", `/?conversation=${id}`);
  markCurrent(id);
  loadConversations().catch(complain);
}

function anew(event) {
  event.preventDefault();
  go(null);
  byId("question").focus();
}

/** A stop that was refused may be tried again. */
function stillGoing(problem) {
  mayStop();
  complain(problem);
}

startAsking({ busy: setBusy, started, failed: stillGoing });
startComposer(
  (content) => {
    show(byId("page-problem"), false);
    ask(content, conversation.ready);
    welcome();
  },
  () => stopAnswer().catch(stillGoing),
);
startUploads({ received: add, replaced: update });
conversation.startConversation(showTools);
startTools({
  shares: openSharing,
  archive: conversation.archive,
  changed: () => loadConversations().catch(complain),
  failed: complain,
});
byId("new-conversation").addEventListener("click", anew);
addEventListener("popstate", arrive);
library.addEventListener("toggle", (event) => {
  byId("talk").inert = event.newState === "open"; // what a drawer covers is out of reach
});
matchMedia("(max-width: 47.5rem)").addEventListener("change", () => library.hidePopover());
tried(async () => {
  if (!(await startAccount())) return;
  await Promise.all([
    startDocuments({
      changed: welcome,
      chose: () => conversation.keepChoice().catch(complain),
      failed: complain,
      replaces: chooseReplacement,
      shares: openSharing,
      deleted({ id }) {
        withdrawAll(id);
        forget(id);
      },
    }),
    startConversations({
      opened: go,
      failed: complain,
      deleted: (id) => id === named() && go(null),
    }),
  ]);
  if (named()) await arrive();
  document.body.dataset.ready = "";
});
