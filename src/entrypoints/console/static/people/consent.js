/* Who is asked, and what they decide. The decision goes with their bearer, so no other site can send it. */

import { get, post } from "../api.js";
import { byId, show } from "../elements.js";
import { forgetSession, isSignedIn, toSignIn } from "../session.js";

const form = byId("consent");
const buttons = form.querySelectorAll("[name=decision]");
const ELSEWHERE = "This program is for the members of an organisation that you do not belong to.";

function tell(text) {
  byId("problem").textContent = text;
  show(byId("problem"), true);
}

function enable(isEnabled) {
  for (const button of buttons) button.disabled = !isEnabled;
}

async function draw() {
  const me = await get("/me");
  byId("who").textContent = me.name ? `${me.name} · ${me.email}` : me.email;
  const [mine] = await Promise.allSettled([get(`/organisations/${form.dataset.organisation}`)]);
  if (mine.status === "fulfilled") byId("organisation").textContent = mine.value.name;
  else tell(mine.reason.status === 404 ? ELSEWHERE : mine.reason.message);
  enable(mine.status === "fulfilled");
}

async function decide(decision) {
  enable(false);
  const asked = Object.fromEntries(new URLSearchParams(location.search));
  const names = ["response_type", "client_id", "redirect_uri", "code_challenge", "code_challenge_method", "scope", "state"];
  const known = names.filter((name) => name in asked).map((name) => [name, asked[name]]);
  const told = await post("/auth/authorizations", { ...Object.fromEntries(known), decision });
  location.replace(told.location);
}

function signInAnew() {
  forgetSession();
  toSignIn();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  decide(event.submitter.value).catch((error) => {
    tell(error.message);
    enable(true);
  });
});
byId("somebody-else").addEventListener("click", signInAnew);
if (isSignedIn()) {
  draw()
    .catch((error) => tell(error.message))
    .finally(() => (document.body.dataset.ready = ""));
} else toSignIn();
