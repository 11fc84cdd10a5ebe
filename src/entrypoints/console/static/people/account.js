/* Who is signed in: their name, the organisation they act for, and the way out. */

import { all, get, send } from "../api.js";
import { byId, show } from "../elements.js";
import { actFor, forgetSession, isSignedIn, mustSignIn, organisation, toSignIn } from "../session.js";

const ORGANISATION_PAGE = "/organisation";

/** Show the account; returns whether the page may go on, or somebody is led elsewhere. */
export async function startAccount() {
  if (mustSignIn()) {
    toSignIn();
    return false;
  }
  if (!isSignedIn()) return true;
  const [me, organisations] = await Promise.all([get("/me"), all("/organisations")]);
  const own = organisations.filter((one) => one.state === "active");
  byId("account-who").textContent = me.name ? `${me.name} · ${me.email}` : me.email;
  choices(own);
  byId("sign-out").onclick = signOut;
  show(byId("account"), true);
  if (own.length || location.pathname === ORGANISATION_PAGE) return true;
  location.replace(ORGANISATION_PAGE);
  return false;
}

function choices(own) {
  const known = own.some(({ id }) => id === organisation());
  if (!known) actFor(own[0]?.id ?? null);
  const select = byId("account-organisation");
  select.replaceChildren(...own.map(({ id, name }) => new Option(name, id, false, id === organisation())));
  show(byId("account-switcher"), own.length > 0);
  select.onchange = () => {
    actFor(select.value);
    location.assign(location.pathname); // what is open belongs to the other organisation
  };
}

async function signOut() {
  await send("POST", "/auth/sign-out").catch(() => {}); // it is over here in any case
  sessionStorage.clear(); // also which answers were being followed
  forgetSession();
  location.assign("/sign-in");
}
