/* The tree of departments: added, renamed, moved and deleted where they stand. */

import { all, patch, post, remove } from "../api.js";
import { confirmed } from "../confirm.js";
import { byId, copyOf } from "../elements.js";
import { onSubmit } from "../people/forms.js";

/** Draw the tree; returns all departments, parents first, then by name. */
export async function loadDepartments(base, change) {
  const items = asTree(await all(`${base}/departments`));
  const lists = new Map([[null, byId("departments")]]);
  lists.get(null).replaceChildren();
  for (const one of items) {
    const row = department(base, one, items, change);
    (lists.get(one.parent_id) ?? lists.get(null)).append(row);
    lists.set(one.id, row.querySelector("ul"));
  }
  offer(byId("add-department").elements.parent, items);
  return items;
}

/** Order them from the top down: parents before what stands in them, then by name. */
function asTree(departments) {
  const ids = new Set(departments.map((one) => one.id)); // another page may have known more
  const within = Map.groupBy(departments, ({ parent_id }) => (ids.has(parent_id) ? parent_id : null));
  const level = (parents) =>
    parents
      .flatMap((id) => within.get(id) ?? [])
      .sort((one, other) => one.name.localeCompare(other.name));
  const items = [];
  for (let found = level([null]); found.length; found = level(found.map((one) => one.id))) {
    items.push(...found);
  }
  return items;
}

/** Offer the organisation as a whole, and each department. */
export function offer(select, departments, chosen = null) {
  const whole = new Option("Whole organisation", "", false, chosen === null);
  const others = departments.map(({ id, name }) => new Option(name, id, false, id === chosen));
  select.replaceChildren(whole, ...others);
}

function department(base, { id, name, parent_id, version }, others, change) {
  const row = copyOf("department");
  const form = row.querySelector("form");
  row.querySelector("summary").textContent = name;
  form.elements.name.value = name;
  offer(form.elements.parent, others.filter((one) => one.id !== id), parent_id);
  const path = `${base}/departments/${id}`;
  onSubmit(form, ({ name: called, parent }) =>
    change(() => patch(path, { name: called, parent_id: parent || null }, version)),
  );
  form.querySelector(".delete").onclick = async () => {
    const says = "What was shared with it is shared with its members no more.";
    if (await confirmed(`Delete “${name}”?`, says)) change(() => remove(path));
  };
  return row;
}

export async function addDepartment(base, { name, parent }) {
  await post(`${base}/departments`, { name, parent_id: parent || null });
  byId("add-department").reset();
}
