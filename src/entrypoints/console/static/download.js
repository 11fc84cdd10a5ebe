/* Files that one takes away: links cannot say who asks, so whoever signed in has them fetched. */

import { send } from "./api.js";
import { bearer } from "./session.js";

const API = "/api/v1";

/** Have a link to the API fetched with the tokens; where nobody signed in it stays a link. */
export function asDownload(link, failed = () => {}) {
  link.addEventListener("click", (event) => {
    if (bearer() === null) return;
    event.preventDefault();
    const { pathname, search } = new URL(link.href);
    save(pathname.slice(API.length) + search).catch(failed);
  });
}

async function save(path) {
  const response = await send("GET", path);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = nameOf(response.headers.get("Content-Disposition") ?? "");
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000); // the browser is reading it
}

/** Prefer the name in every script (RFC 6266) to the plain one. */
function nameOf(disposition) {
  const wide = /filename\*=UTF-8''([^;]+)/i.exec(disposition);
  if (wide) return decodeURIComponent(wide[1]);
  return /filename="?([^";]+)/i.exec(disposition)?.[1] ?? "download";
}
