/* Performance files, newest first, drawn anew whenever one of them changes. */

import { get } from "../api.js";
import { byId, copyOf, drawRows, fill, show } from "../elements.js";
import { attempt, number, time } from "../areas/words.js";
import { follow } from "./following.js";

const AT_A_TIME = 20;
let held = [];
let cursor = null;
let open = null;

/** Let files be opened, by `opens` with the file. */
export function startFiles(opens) {
  open = opens;
  follow.changed(put);
  byId("more-files").onclick = loadFiles;
}

/** Load the next ones; at first, the newest. */
export async function loadFiles() {
  await attempt(byId("files-problem"), async () => {
    const page = await get(`/performance-files?limit=${AT_A_TIME}${cursor ? `&cursor=${cursor}` : ""}`);
    cursor = page.next_cursor;
    page.items.forEach(follow.put);
    draw();
  });
}

/** Ids sort by time. */
function put(file) {
  held = [...held.filter((one) => one.id !== file.id), file].sort((a, b) => (a.id < b.id ? 1 : -1));
  draw();
}

function draw() {
  drawRows(byId("files").tBodies[0], held, row);
  show(byId("files"), held.length > 0);
  show(byId("no-files"), held.length === 0);
  show(byId("more-files"), cursor !== null);
}

function row(file, element) {
  const made = element ?? copyOf("file");
  made.dataset.id = file.id;
  fill(made, ".name", file.name);
  const badge = made.querySelector(".state");
  badge.textContent = file.state === "loading" ? `loading, ${Math.floor(100 * file.progress)} %` : file.state;
  badge.dataset.state = file.state;
  for (const name of ["read", "loaded", "quarantined"]) fill(made, `.count.${name}`, number(file[name]));
  made.querySelector(".count.quarantined").toggleAttribute("data-some", file.quarantined > 0);
  fill(made, ".received", time(file.received_at));
  made.querySelector("button").onclick = () => open(file);
  return made;
}
