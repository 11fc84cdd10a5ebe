/* A market's trades as they come in; a stream that breaks is taken up where it broke. */

import { Problem, send } from "../api.js";
import { pause } from "../elements.js";
import { frames } from "../stream.js";

const PAUSE_MILLISECONDS = 1_000;

/** Call `tell(kind, data)` for each event until `signal`; `seen` is the id of the last trade known. */
export async function live(symbol, seen, tell, signal) {
  let last = seen;
  while (!signal.aborted) {
    try {
      const headers = { Accept: "text/event-stream", "Last-Event-ID": String(last) };
      const response = await send("GET", `/markets/${symbol}/stream`, { headers, signal });
      for await (const { id, event, data } of frames(response.body)) {
        last = id ?? last;
        tell(event, data);
      }
    } catch (error) {
      if (error.name === "AbortError") return;
      if (error instanceof Problem && error.status === 404) return; // it may be seen no more
    }
    await pause(PAUSE_MILLISECONDS);
  }
}
