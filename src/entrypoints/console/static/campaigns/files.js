/* Performance files: to send, to follow until they are settled, and what of them is in quarantine. */

import { startAccount } from "../people/account.js";
import { openFile, redraw, startFile } from "./file.js";
import { follow } from "./following.js";
import { loadFiles, startFiles } from "./list.js";
import { startRow } from "./row.js";
import { startSending } from "./sending.js";

if (await startAccount()) {
  follow.changed(redraw);
  startFile();
  startRow();
  startFiles(openFile);
  startSending((file) => {
    follow.put(file);
    openFile(file);
  });
  await loadFiles();
  const named = new URLSearchParams(location.search).get("file");
  if (named) await openFile({ id: named });
  document.body.dataset.ready = "";
}
