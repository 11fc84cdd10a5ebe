/* Invitations: given to an address, listed while they are open, and taken back. */

import { all, post, remove } from "../api.js";
import { byId, show } from "../elements.js";
import { shareRow, until } from "../sharing/rows.js";

const FORBIDDEN = 403;

export async function loadInvitations(base, change) {
  const open = await all(`${base}/invitations`).catch((problem) => {
    if (problem.status !== FORBIDDEN) throw problem;
    return [];
  });
  byId("invitations").replaceChildren(
    ...open.map(({ id, email, role, expires_at }) =>
      shareRow(id, email, `as ${role}, ${until(expires_at)}`, () =>
        change(() => remove(`${base}/invitations/${id}`)),
      ),
    ),
  );
}

export async function invite(base, { email, role, place }) {
  const body = { email, role, department_id: place || null };
  const { token } = await post(`${base}/invitations`, body);
  byId("invite").reset();
  show(byId("invited"), Boolean(token));
  byId("invited-link").value = token ? `${location.origin}/organisation#invitation=${token}` : "";
}
