/* An organisation: its departments, its members, whom it invites, and its audit. */

import { get, post } from "../api.js";
import { byId, show } from "../elements.js";
import { startAccount } from "../people/account.js";
import { onSubmit } from "../people/forms.js";
import { actFor, organisation } from "../session.js";
import { loadAudit } from "./audit.js";
import { addDepartment, loadDepartments } from "./departments.js";
import { invite, loadInvitations } from "./invitations.js";
import { loadMembers } from "./members.js";

const INVITED = "portico.invited";
const base = () => `/organisations/${organisation()}`;
const problem = byId("problem");

/** Do something, and draw what there is then; a refusal is told at the top. */
export async function change(action) {
  show(problem, false);
  try {
    await action();
    await draw();
  } catch (error) {
    problem.textContent = error.message;
    show(problem, true);
    problem.scrollIntoView({ block: "center" });
  }
}

async function draw() {
  if (!organisation()) return;
  const own = await get(base());
  byId("organisation-name").textContent = document.title = own.name;
  byId("organisation-says").textContent = own.role
    ? `You are ${own.role} in all of it.`
    : "You have a role in some of its departments.";
  show(byId("whole"), true);
  const departments = await loadDepartments(base(), change);
  const members = await loadMembers(base(), departments, change);
  const known = new Map([own, ...departments, ...members].map(({ id, name }) => [id, name]));
  await Promise.all([
    loadInvitations(base(), change),
    loadAudit(base(), own.role === "admin", known),
  ]);
}

async function enter(id) {
  actFor(id);
  location.replace("/organisation");
}

onSubmit(byId("found"), async ({ name }) => enter((await post("/organisations", { name })).id));
onSubmit(byId("accept"), async ({ token }) => {
  const body = { token: token.trim() };
  const accepted = await post("/invitations/acceptances", body);
  sessionStorage.removeItem(INVITED);
  await enter(accepted.organisation_id);
});
onSubmit(byId("add-department"), (fields) => addDepartment(base(), fields).then(draw));
onSubmit(byId("invite"), (fields) => invite(base(), fields).then(draw));

/** An invitation stands behind the #; it is kept while its holder signs in. */
function remember() {
  const token = new URLSearchParams(location.hash.slice(1)).get("invitation");
  if (token) sessionStorage.setItem(INVITED, token);
  if (token) history.replaceState(null, "", location.pathname);
  byId("accept").elements.token.value = sessionStorage.getItem(INVITED) ?? "";
}

remember();
if (await startAccount()) {
  await change(async () => {});
  document.body.dataset.ready = "";
}
