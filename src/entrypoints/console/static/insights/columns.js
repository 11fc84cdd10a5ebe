/* What a file holds, and the names of its columns, where somebody says so. */

import { show } from "../elements.js";

/** Ask for columns of the kind that is chosen; return what adds what was said to a form that is sent. */
export function startColumns(form) {
  const sets = [...form.querySelectorAll("fieldset")];
  const { kind } = form.elements;
  const draw = () => sets.forEach((each) => show(each, each.dataset.kind === kind.value));
  kind.onchange = draw;
  form.addEventListener("reset", () => setTimeout(draw)); // once its fields are as they were
  return (told) => {
    if (kind.value) told.append("kind", kind.value);
    const mapping = named(sets.find((each) => each.dataset.kind === kind.value));
    if (mapping.length) told.append("mapping", JSON.stringify(Object.fromEntries(mapping)));
  };
}

function named(fields) {
  const inputs = [...(fields?.querySelectorAll("input") ?? [])];
  return inputs.map(({ name, value }) => [name, value.trim()]).filter(([, value]) => value);
}
