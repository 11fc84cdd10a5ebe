/* Ask for a letter, and choose a new password by the token in it. */

import { postUnsigned } from "../api.js";
import { byId, show } from "../elements.js";
import { forgetSession } from "../session.js";
import { onSubmit, tokenFrom } from "./forms.js";

const ask = byId("ask");
const choose = byId("choose");
const token = choose.elements.token;

function goOn(says) {
  byId("reset-says").textContent = says;
  show(byId("token-field"), !token.value);
  show(ask, false);
  show(choose, true);
  (token.value ? choose.elements.password : token).focus();
}

onSubmit(ask, async ({ email }) => {
  const asked = await postUnsigned("/auth/password-resets", { email });
  goOn(asked.detail);
});
onSubmit(choose, async (given) => {
  const body = { token: given.token.trim(), password: given.password };
  await postUnsigned("/auth/password-resets/completions", body);
  forgetSession();
  location.replace("/sign-in");
});
token.value = tokenFrom("reset");
if (token.value) goOn("Your letter brought you here.");
document.body.dataset.ready = "";
