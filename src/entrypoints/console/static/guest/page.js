/* What a link opens: its secret is read behind the # and sent in a body, never in a URL. */

import { get, postUnsigned } from "../api.js";
import { byId, show } from "../elements.js";
import { onSubmit } from "../people/forms.js";
import { actAsGuest } from "../session.js";
import { openConversation } from "./conversation.js";
import { openDocument } from "./document.js";

const NO_SECRET = "This address is not whole: what stands behind its # is missing.";
const FOLDER = "This link opens something that is not shown on this page.";
const REFUSED = 404;
const OPENS = { document: openDocument, conversation: openConversation };
const secret = () => location.hash.slice(1);

function tell(sentence) {
  byId("problem").textContent = sentence;
  show(byId("problem"), true);
}

async function open(password) {
  const body = { secret: secret(), password: password || undefined };
  const enter = () => postUnsigned("/guest-sessions", body);
  const session = await enter();
  actAsGuest(session.access_token, async () => (await enter()).access_token);
  show(byId("password-form"), false);
  const resource = await get(`/resources/${session.resource_id}`);
  if (OPENS[resource.kind]) await OPENS[resource.kind](resource, tell);
  else tell(FOLDER);
}

async function begin() {
  if (!secret()) return tell(NO_SECRET);
  try {
    await open();
  } catch (problem) {
    show(byId("password-form"), problem.status === REFUSED);
    if (problem.status !== REFUSED) tell(problem.message);
  }
}

onSubmit(byId("password-form"), ({ password }) => open(password));
addEventListener("hashchange", () => location.reload()); // another link was put into the address
begin().finally(() => {
  show(byId("opening"), false);
  document.body.dataset.ready = "";
});
