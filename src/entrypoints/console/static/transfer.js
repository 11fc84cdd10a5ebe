/* Send a form with its files, and tell how much of it has gone. */

import { Problem, problemOf, signed, unreachable, urlOf } from "./api.js";
import { credentials } from "./session.js";

const MIB = 1024 * 1024;

/** Throws Problem for a file that the server would not take in. */
export function mustFit({ size }, most) {
  const says = `It has ${Math.ceil(size / MIB)} MB; at most ${Math.floor(most / MIB)} MB are taken in.`;
  if (size > most) throw new Problem(413, "too_large", says);
}

/** Resolve to what the server answers; `went` is told per cents. Throws Problem, or AbortError when it was called off. */
export async function transferred({ signal, ...place }, form, went) {
  const { status, responseText } = await signed(() => transfer(place, form, went, signal));
  if (status < 200 || status > 299) throw problemOf(status, responseText);
  return JSON.parse(responseText);
}

/** XMLHttpRequest, for fetch does not tell how much has been sent. */
function transfer({ method, path, headers }, form, went, signal) {
  const request = new XMLHttpRequest();
  request.open(method, urlOf(path));
  for (const [name, value] of Object.entries({ ...headers, ...credentials() })) {
    request.setRequestHeader(name, value);
  }
  request.upload.onprogress = ({ loaded, total }) => went((100 * loaded) / total);
  signal?.addEventListener("abort", () => request.abort());
  return new Promise((resolve, reject) => {
    request.onerror = () => reject(unreachable());
    request.onabort = () => reject(new DOMException("it was called off", "AbortError"));
    request.onload = () => resolve(request);
    request.send(form);
  });
}

/** Say how far it is. */
export const progressOf = (percent) => (percent < 100 ? `Uploading, ${Math.floor(percent)} %` : "Keeping it");
