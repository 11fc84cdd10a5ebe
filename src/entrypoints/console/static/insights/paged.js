/* A list that comes page by page: as many as one answer holds, and more on demand. */

import { get } from "../api.js";
import { byId, show } from "../elements.js";
import { attempt } from "../areas/words.js";

const AT_A_TIME = 25;

/**
 * Return what loads a list anew, or empties it for no path: `rows` takes elements, `made` makes one
 * of an item. What another path answers meanwhile is left alone.
 */
export function paged({ rows, more, problem, made, drawn }) {
  let path = null;
  async function load(cursor = null) {
    const mine = path;
    const query = new URLSearchParams({ limit: AT_A_TIME, ...(cursor && { cursor }) });
    await attempt(byId(problem), async () => {
      const page = await get(`${mine}?${query}`);
      if (mine !== path) return;
      const elements = page.items.map(made);
      if (cursor) rows.append(...elements);
      else rows.replaceChildren(...elements);
      show(byId(more), page.next_cursor !== null);
      byId(more).onclick = () => load(page.next_cursor);
      drawn(rows.children.length);
    });
  }
  return (wanted) => {
    path = wanted;
    if (path) return load();
    rows.replaceChildren();
    show(byId(more), false);
    drawn(0);
  };
}
