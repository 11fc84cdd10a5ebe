/* Find, copy and fill elements. Data only ever becomes text, never markup. */

export const byId = (id) => document.getElementById(id);

/** Return a copy of the one element inside a <template>. */
export function copyOf(name) {
  return byId(`${name}-template`).content.firstElementChild.cloneNode(true);
}

export function fill(element, selector, text) {
  element.querySelector(selector).textContent = text;
}

export function show(element, isShown) {
  element.hidden = !isShown;
}

/** Call `act` with the form's fields when it is sent: only now, for until here the browser would send it itself. */
export function onSent(form, act) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    act(Object.fromEntries(new FormData(form)));
  });
  form.querySelector("[type=submit]").disabled = false;
}

/** Tell people who listen to the page, without moving anything that is seen. */
export function announce(text) {
  const line = document.createElement("p");
  line.textContent = text;
  byId("announcer").append(line);
}

export function hush() {
  byId("announcer").replaceChildren();
}

/** Keep a list's rows in the order of `items`, making each from `row(item, its element or null)`. */
export function drawRows(list, items, row) {
  const held = new Map([...list.children].map((element) => [element.dataset.id, element]));
  const rows = items.map((item) => row(item, held.get(item.id) ?? null));
  rows.forEach((element, place) => {
    if (list.children[place] !== element) list.insertBefore(element, list.children[place] ?? null);
  });
  while (list.children.length > rows.length) list.lastElementChild.remove();
}

export function pause(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds));
}
