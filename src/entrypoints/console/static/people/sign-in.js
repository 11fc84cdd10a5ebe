/* Sign in, and go where one wanted to go. */

import { postUnsigned } from "../api.js";
import { byId } from "../elements.js";
import { forgetSession, keepTokens } from "../session.js";
import { next, onSubmit } from "./forms.js";

byId("other").search = location.search;
onSubmit(byId("sign-in"), async ({ email, password }) => {
  const tokens = await postUnsigned("/auth/sign-in", { email, password });
  forgetSession();
  keepTokens(tokens);
  location.replace(next());
});
document.body.dataset.ready = "";
