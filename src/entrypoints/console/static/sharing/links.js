/* Links for guests: the secret stands behind the # of a URL, and is shown once. */

import { all, post, remove } from "../api.js";
import { announce, byId, show } from "../elements.js";
import { momentOf, shareRow, until } from "./rows.js";

const field = byId("made-link");

export async function loadLinks(id, isStill, change) {
  const links = await all(`/resources/${id}/links`);
  if (!isStill()) return;
  byId("links").replaceChildren(...links.map((one) => row(one, change)));
  show(byId("links-revoke"), links.length > 1);
}

function row(link, change) {
  const revoke = () => change(() => remove(`/links/${link.id}`).then(hideMade));
  const made = shareRow(link.id, `Guests may ${link.level}`, detail(link), revoke);
  const renew = made.querySelector(".renew");
  show(renew, true);
  renew.setAttribute("aria-label", `New secret: guests may ${link.level}, ${detail(link)}`);
  renew.onclick = () => change(() => post(`/links/${link.id}/rotation`).then(showMade));
  return made;
}

function detail({ has_password, max_uses, used, expires_at }) {
  const times = max_uses === null ? `${used}` : `${used} of ${max_uses}`;
  const uses = `used ${times} ${(max_uses ?? used) === 1 ? "time" : "times"}`;
  return [until(expires_at), uses, ...(has_password ? ["with a password"] : [])].join(", ");
}

export async function makeLink(id, { level, until: end, password, uses }) {
  const made = await post(`/resources/${id}/links`, {
    level,
    expires_at: momentOf(end),
    password: password || undefined,
    max_uses: uses ? Number(uses) : undefined,
  });
  byId("link-form").reset();
  showMade(made);
}

function showMade({ secret }) {
  field.value = `${location.origin}/guest#${secret}`;
  show(byId("made"), true);
  field.select();
}

export const revokeAll = (id) => remove(`/resources/${id}/links`).then(hideMade);

export function hideMade() {
  field.value = "";
  show(byId("made"), false);
}

byId("made-copy").addEventListener("click", async () => {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    byId("made-says").textContent = "It is copied. It is not shown again.";
    announce("The link is copied.");
  } catch {
    byId("made-says").textContent = "It is selected: copy it now, for it is not shown again.";
  }
});
