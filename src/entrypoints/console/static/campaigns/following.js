/* Performance files, followed until they are published, failed or taken back. */

import { following } from "../areas/following.js";
import { plural } from "../areas/words.js";

const SETTLED = new Set(["published", "failed", "withdrawn"]);

export const isSettled = ({ state }) => SETTLED.has(state);

const outcomeOf = ({ name, state, read, quarantined }) =>
  `${name} is ${state}: ${plural(read, "row")} read, ${quarantined.toLocaleString()} quarantined.`;

export const follow = following({ path: "/performance-files", isSettled, outcomeOf });
