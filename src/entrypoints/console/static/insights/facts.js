/* Lists of facts: one line each. */

export function fact(text) {
  const element = document.createElement("li");
  element.textContent = text;
  return element;
}
