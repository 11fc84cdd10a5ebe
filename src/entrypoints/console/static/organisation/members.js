/* Members: what they are and where, their suspension, and their leave. */

import { all, remove, send } from "../api.js";
import { confirmed } from "../confirm.js";
import { byId, copyOf, fill } from "../elements.js";
import { onSubmit } from "../people/forms.js";
import { personName } from "../sharing/rows.js";
import { offer } from "./departments.js";

const SUSPENDED = "suspended";

export async function loadMembers(base, departments, change) {
  const members = await all(`${base}/members`);
  byId("members").replaceChildren(...members.map((one) => row(base, one, departments, change)));
  offer(byId("invite").elements.place, departments);
  return members.map((one) => ({ id: one.id, name: personName(one) }));
}

function row(base, member, departments, change) {
  const element = copyOf("member");
  const path = `${base}/members/${member.id}`;
  const name = personName(member);
  fill(element, ".name", name);
  const state = member.state === SUSPENDED ? " · suspended" : "";
  fill(element, ".state", `${member.name ? (member.email ?? "") : ""}${state}`);
  element.querySelector(".held").replaceChildren(...member.roles.map((one) => held(path, one, change)));
  const form = element.querySelector("form");
  offer(form.elements.place, departments);
  onSubmit(form, ({ role, place }) =>
    change(() => send("PUT", `${path}/role`, { body: { role, department_id: place || null } })),
  );
  acts(form, path, member, change, name);
  return element;
}

function acts(form, path, member, change, name) {
  const suspension = form.querySelector(".suspend");
  const isSuspended = member.state === SUSPENDED;
  suspension.textContent = isSuspended ? "Let in again" : "Suspend";
  suspension.onclick = () =>
    change(() => send(isSuspended ? "DELETE" : "PUT", `${path}/suspension`));
  form.querySelector(".remove").onclick = async () => {
    const says = "Their roles and shares end now. What they owned stays in the organisation.";
    if (await confirmed(`Remove ${name}?`, says)) change(() => remove(path));
  };
}

function held(path, { role, scope }, change) {
  const element = copyOf("held");
  const where = scope.kind === "organisation" ? "the whole organisation" : (scope.name ?? `one ${scope.kind}`);
  fill(element, "span", `${role} in ${where}`);
  const query = { organisation: "", department: `?department_id=${scope.id}` };
  const place = query[scope.kind] ?? `?resource_id=${scope.id}`;
  element.querySelector("button").setAttribute("aria-label", `Take ${role} in ${where}`);
  element.querySelector("button").onclick = () => change(() => remove(`${path}/role${place}`));
  return element;
}
