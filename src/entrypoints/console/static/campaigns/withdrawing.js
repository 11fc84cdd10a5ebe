/* Take a performance file back, once somebody said that they mean it. */

import { send } from "../api.js";
import { attempt, plural, time } from "../areas/words.js";
import { confirmed } from "../confirm.js";
import { byId, show } from "../elements.js";
import { follow } from "./following.js";

const button = byId("withdraw-file");
const told = byId("file-withdrawn");

/** Offer it for a file that is not failed, and say when one was taken back. */
export function offerWithdrawing(file) {
  show(button, file.state !== "failed" && file.state !== "withdrawn");
  button.onclick = () => withdraw(file);
  told.textContent = file.withdrawn_at ? `Taken back ${time(file.withdrawn_at)}: none of its rows counts. The same file may be sent again.` : "";
  show(told, file.withdrawn_at !== null);
  show(byId("withdraw-problem"), false);
}

async function withdraw({ id, name, loaded }) {
  const says = `${plural(loaded, "row")} will leave every ranking. What was read and quarantined stays on record.`;
  if (!(await confirmed(`Take “${name}” back?`, says))) return;
  await attempt(byId("withdraw-problem"), async () => {
    follow.put(await (await send("DELETE", `/performance-files/${id}`)).json());
    byId("file").focus();
  });
}
