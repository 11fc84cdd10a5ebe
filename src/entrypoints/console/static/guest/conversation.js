/* A conversation that was shared: to read, and to ask in where the link lets one edit. */

import { keptAnswer, questionRow } from "../answer.js";
import { all, get } from "../api.js";
import { ask, startAsking, stopAnswer } from "../asking.js";
import { mayStop, setBusy, startComposer } from "../composer.js";
import { byId, show } from "../elements.js";

const SAYS = { view: "You can read this conversation.", edit: "You can read this conversation, and ask." };

export async function openConversation({ id, level }, tell) {
  const path = `/conversations/${id}`;
  const [conversation, messages] = await Promise.all([get(path), all(`${path}/messages`)]);
  byId("talk-title").textContent = document.title = conversation.title;
  byId("talk-says").textContent = level === "view" ? SAYS.view : SAYS.edit;
  byId("messages").replaceChildren(...messages.map(drawn));
  show(byId("talk"), true);
  show(byId("ask"), level !== "view");
  if (level !== "view") begin(id, tell);
}

function drawn(message) {
  return message.role === "user" ? questionRow(message.content) : keptAnswer(message);
}

function begin(id, tell) {
  const failed = (problem) => {
    mayStop();
    tell(problem.message);
  };
  startAsking({ busy: setBusy, started() {}, failed });
  startComposer(
    (content) => ask(content, async () => id),
    () => stopAnswer().catch(failed),
  );
}
