/* Briefs that were asked for, newest first. */

import { get } from "../api.js";
import { byId, copyOf, drawRows, fill, show } from "../elements.js";
import { attempt, time } from "../areas/words.js";

const AT_A_TIME = 20;
let held = [];
let cursor = null;
let open = null;

/** Let briefs be opened, by `opens` with the brief. */
export function startBriefs(opens) {
  open = opens;
  byId("more-briefs").onclick = loadBriefs;
}

/** Load the next ones; at first, the newest. */
export async function loadBriefs() {
  await attempt(byId("briefs-problem"), async () => {
    const page = await get(`/campaign-briefs?limit=${AT_A_TIME}${cursor ? `&cursor=${cursor}` : ""}`);
    cursor = page.next_cursor;
    held = [...held, ...page.items];
    draw();
  });
}

/** Put one that was just written at the top. */
export function added(brief) {
  held = [brief, ...held.filter(({ id }) => id !== brief.id)];
  draw();
}

function draw() {
  drawRows(byId("briefs").tBodies[0], held, row);
  show(byId("briefs"), held.length > 0);
  show(byId("no-briefs"), held.length === 0);
  show(byId("more-briefs"), cursor !== null);
}

function row(brief, element) {
  const made = element ?? copyOf("brief");
  made.dataset.id = brief.id;
  fill(made, ".name", brief.product);
  fill(made, ".brand", brief.brand);
  fill(made, ".platform", brief.platform);
  fill(made, ".goal", brief.goal);
  fill(made, ".asked", time(brief.created_at));
  made.querySelector("button").onclick = () => open(brief);
  return made;
}
