/* Share one document or conversation: with people, by links; and see who can see it. */

import { byId, show } from "../elements.js";
import { onSubmit } from "../people/forms.js";
import { give, loadGrants, loadSubjects } from "./grants.js";
import { loadHolders } from "./holders.js";
import { hideMade, loadLinks, makeLink, revokeAll } from "./links.js";

const dialog = byId("sharing");
const problem = byId("sharing-problem");
let shared = null; // the id of what the dialog is about

/** Open the dialog about a document or conversation. */
export async function openSharing({ id, title }, opener) {
  shared = id;
  byId("sharing-title").textContent = `Share “${title}”`;
  byId("grant-form").reset();
  byId("link-form").reset();
  for (const list of ["grants", "links", "holders"]) byId(list).replaceChildren();
  hideMade();
  show(problem, false);
  dialog.showModal();
  dialog.addEventListener("close", () => opener?.focus({ preventScroll: true }), { once: true });
  await tried(() => Promise.all([loadSubjects(), draw()]));
}

async function draw() {
  const of = shared;
  const isStill = () => of === shared;
  await Promise.all([
    loadGrants(of, isStill, change),
    loadLinks(of, isStill, change),
    loadHolders(of, isStill),
  ]);
}

/** Do something, and show what there is then. */
export function change(action) {
  return tried(async () => {
    await action();
    await draw();
  });
}

async function tried(action) {
  show(problem, false);
  try {
    await action();
  } catch (error) {
    problem.textContent = error.message;
    show(problem, true);
    problem.scrollIntoView({ block: "nearest" });
  }
}

onSubmit(byId("grant-form"), (fields) => give(shared, fields).then(draw), problem);
onSubmit(byId("link-form"), (fields) => makeLink(shared, fields).then(draw), problem);
byId("links-revoke").addEventListener("click", () => change(() => revokeAll(shared)));
byId("sharing-close").addEventListener("click", () => dialog.close());
