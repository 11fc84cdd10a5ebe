/* How somebody stands in a ranking, in words. */

import { number, plural } from "../areas/words.js";

const PLACES = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
const MISSING = {
  quarantined: (count) => `${plural(count, "row")} of published files ${count === 1 ? "is" : "are"} in quarantine`,
  unpublished: (count) => `${plural(count, "file")} ${count === 1 ? "is" : "are"} on the way`,
};

export const percent = (rate) => `${(100 * rate).toLocaleString(undefined, PLACES)} %`;

/** Say what is ranked: a post of a campaign, or a sum. */
export function whereOf({ campaign_id: campaign, rows, row, day }) {
  const where = campaign === null ? "all campaigns" : `campaign ${campaign}`;
  const more = row === null ? plural(rows, "post") : day;
  return [where, more].filter(Boolean).join(" · ");
}

/** Say its rate, and the shrunken one by which it is ranked. */
export const rateOf = ({ engagement_rate: rate, shrunken_rate: shrunken }) =>
  shrunken === null ? percent(rate) : `${percent(rate)} → ${percent(shrunken)}`;

/** Say what rates are shrunken by. */
export function priorOf({ engagements, views }) {
  const before = `${plural(engagements, "engagement")} in ${plural(views, "view")}`;
  return `Few views are believed less: everybody is taken to have had ${before} before, as the differences between all suggest.`;
}

/** Say between which rates it lies; more engagements than views leave no interval. */
export function intervalOf({ interval }) {
  return interval ? `${(100 * interval.low).toLocaleString(undefined, PLACES)} – ${percent(interval.high)}` : "none";
}

/** Say why it stands there, with what the server explained. */
export function whyOf({ rank, explanation, interval }) {
  if (!explanation) return "";
  const { engagements, views, fraction, shrunken_fraction: shrunken, tied, above, below } = explanation;
  const equals = tied > 1 ? `It shares rank ${number(rank)} with ${plural(tied - 1, "other")}.` : "";
  const sum = `${number(engagements)} engagements over ${plural(views, "view")}, exactly ${fraction}${shrunken ? `, shrunken to ${shrunken}` : ""}.`;
  const around = [above && `Above it ${near(above)}`, below && `${above ? "below" : "Below"} it ${near(below)}`];
  const next = around.filter(Boolean).join("; ");
  const none = interval ? "" : "Engagements exceed views, so that there is no interval.";
  return [sum, equals, next && `${next}.`, none].filter(Boolean).join(" ");
}

const near = (one) => `stands \u2068${one.influencer_id}\u2069, rank ${number(one.rank)} with ${rateOf(one)}`;

/** Say what the ranking lacks. */
export function coverageOf({ missing }) {
  const told = missing.map(({ reason, count }) => MISSING[reason]?.(count) ?? `${reason}: ${number(count)}`);
  return `Not all is in here: ${told.join("; ")}.`;
}
