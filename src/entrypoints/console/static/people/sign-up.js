/* Sign up, prove the address, and sign in: one page, so that nothing is typed twice. */

import { postUnsigned } from "../api.js";
import { byId, show } from "../elements.js";
import { forgetSession, keepTokens } from "../session.js";
import { next, onSubmit, tokenFrom } from "./forms.js";

const HERE = "No letter is sent from this server: letters go to its console, and so to you.";
const start = byId("sign-up");
const proof = byId("verify");
const given = proof.elements.token;
let person = null; // kept in this page only, until they are in; who comes by a letter signs in

byId("other").search = location.search;
onSubmit(start, async ({ name, email, password }) => {
  const body = name.trim() ? { name: name.trim(), email, password } : { email, password };
  const asked = await postUnsigned("/auth/sign-up", body);
  person = { email, password };
  goOn(asked.verification_token ?? "", asked.verification_token ? HERE : asked.detail);
});

function goOn(token, says) {
  given.value = token;
  byId("verify-says").textContent = says;
  show(byId("verify-field"), !token);
  show(start, false);
  show(proof, true);
  proof.querySelector(token ? "button" : "input").focus();
}

onSubmit(proof, async ({ token }) => {
  await postUnsigned("/auth/verifications", { token: token.trim() });
  if (person === null) return location.replace("/sign-in");
  const tokens = await postUnsigned("/auth/sign-in", person);
  forgetSession();
  keepTokens(tokens);
  location.replace(next());
});
const brought = tokenFrom("verify");
if (brought) goOn(brought, "Your letter brought you here.");
document.body.dataset.ready = "";
