/* Shares with people, departments and everybody in the organisation. */

import { all, get, post, remove } from "../api.js";
import { byId } from "../elements.js";
import { organisation } from "../session.js";
import { momentOf, personName, shareRow, until } from "./rows.js";

const SHARE = "share";
const names = new Map(); // of whom something can be shared with, by type and id

/** Offer everybody in the organisation, its departments and its members. */
export async function loadSubjects() {
  const base = `/organisations/${organisation()}`;
  const [own, departments, members] = await Promise.all([
    get(base),
    all(`${base}/departments`),
    all(`${base}/members`),
  ]);
  const groups = [
    ["Everybody", "organisation", [[own.id, `All of ${own.name}`]]],
    ["Departments", "department", departments.map(({ id, name }) => [id, name])],
    ["People", "person", members.map((one) => [one.id, personName(one)])],
  ];
  names.clear();
  byId("grant-form").elements.subject.replaceChildren(
    ...groups.filter(([, , ones]) => ones.length).map(group),
  );
}

function group([label, type, ones]) {
  const element = document.createElement("optgroup");
  element.label = label;
  for (const [id, name] of ones) {
    names.set(`${type} ${id}`, name);
    element.append(new Option(name, `${type} ${id}`));
  }
  return element;
}

export async function loadGrants(id, isStill, change) {
  const grants = await all(`/resources/${id}/grants`);
  if (!isStill()) return;
  const shares = grants.filter((one) => one.reason === SHARE);
  byId("grants").replaceChildren(...shares.map((one) => row(one, change)));
}

function row({ id, subject, level, expires_at }, change) {
  const name = names.get(`${subject.type} ${subject.id}`) ?? "Somebody";
  const revoke = () => change(() => remove(`/grants/${id}`));
  return shareRow(id, name, `may ${level}, ${until(expires_at)}`, revoke);
}

export async function give(id, fields) {
  const [type, to] = fields.subject.split(" ");
  const body = { subject: { type, id: to }, level: fields.level, expires_at: momentOf(fields.until) };
  await post(`/resources/${id}/grants`, body);
  byId("grant-form").reset();
}
