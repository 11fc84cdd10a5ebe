/* Imports, choices and reasons as people say them. */

import { number, plural } from "../areas/words.js";

const WHEN = { timeZone: "UTC", dateStyle: "medium" };
const CHOICES = {
  day_first: "the day",
  month_first: "the month",
  refuse: "refuse those rows",
  swap_back: "yes: swap them back",
  as_they_are: "no: they are as they should be",
  keep: "keep them",
  once: "one interaction",
  each: "each one of its own",
  read: "read it",
  skip: "skip it",
  1900: "from 1900",
  1904: "from 1904",
};

export const STATES = {
  received: "The file is large: it is read beside, and this page shows when it is done.",
  applying: "It is being taken in, and this page shows when it is done.",
  planned: "Nothing is taken in yet: this is what it would come to.",
  applied: "It is taken in.",
  reversed: "It was taken back: all is as before it.",
};

const STEPS = { reading: "Reading it", planning: "Seeing what it comes to", applying: "Taking it in" };

/** Say how far a worker is. */
export function progressSays({ step, done, rows }) {
  const told = rows === null ? plural(done, "row") : `${number(done)} of ${plural(rows, "row")}`;
  return `${STEPS[step] ?? step}: ${told}`;
}

export const chosen = (choice) => CHOICES[choice] ?? choice;

/** `not_a_date` is read as "not a date". */
export const spoken = (code) => code.replaceAll("_", " ");

/** Say where a row stands; files without sheets have but one. */
export const place = ({ sheet, row }) => (sheet === "csv" ? `Row ${number(row)}` : `${sheet}, row ${number(row)}`);

export function counted(counts) {
  return Object.entries(counts)
    .map(([code, many]) => `${number(many)} ${spoken(code)}`)
    .join(", ");
}

export function tableSays({ sheet, kind, rows, header, unused, hidden }) {
  const where = sheet === "csv" ? "" : ` on the ${hidden ? "hidden " : ""}sheet ${sheet}`;
  const alone = unused.length ? `; left alone: ${unused.join(", ")}` : "";
  return `${plural(rows, "row")} of ${kind}${where}, below the header in row ${number(header)}${alone}`;
}

/** `isRefused` when it was decided that they are not taken in. */
export function orphansSay({ customers, ids, interactions, as_if_kept: kept, as_if_dropped: dropped }, isRefused) {
  if (!customers) return "";
  const who = `${plural(interactions, "interaction")} with ${plural(customers, "customer")} in no table (${ids.join(", ")}${customers > ids.length ? ", …" : ""})`;
  const what = isRefused ? "refused" : "kept, of the type unknown";
  return `${who}: ${what}. With them the file has ${plural(kept, "interaction")}, without them ${number(dropped)}.`;
}

/** Moments are shown as files tell them and sentences say them: in UTC. */
export const moment = (at) => `${new Date(at).toLocaleString(undefined, { ...WHEN, timeStyle: "short" })} UTC`;
export const day = (at) => new Date(at).toLocaleDateString(undefined, WHEN);

/** Say who worded it, from which data, and what was checked and hidden. */
export function modelSays({ model, snapshot, checks, masking }) {
  const { checked, replaced, failure, regenerated } = checks;
  const hidden = masking.masked.map(({ kind, values }) => plural(values, kind)).join(", ");
  const told = [
    `Worded by ${model}, from snapshot ${number(snapshot)}`,
    failure ? `the model was not heard: ${failure}` : `${plural(checked, "sentence")} checked, ${number(replaced)} replaced`,
    hidden && `hidden from the model: ${hidden}`,
    regenerated && `made again ${plural(regenerated, "time")}, for the data changed`,
  ];
  return `${told.filter(Boolean).join(" · ")}.`;
}
