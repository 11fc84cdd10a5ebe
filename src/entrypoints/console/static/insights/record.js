/* What is on record of a customer: numbers that were counted, and sentences with what they rest on. */

import { byId, fill, show } from "../elements.js";
import { number, plural } from "../areas/words.js";
import { fact } from "./facts.js";
import { day, modelSays, spoken } from "./words.js";
import { drawSentences } from "./sentences.js";

const MISSING = {
  customer_not_on_file: (many) => `No file names this customer; ${plural(many, "interaction")} did.`,
  without_topic: (many) => `${plural(many, "interaction")} without a topic.`,
  without_sentiment: (many) => `${plural(many, "interaction")} without a sentiment.`,
  without_product: (many) => `${plural(many, "interaction")} in a month without a product.`,
  not_listed: (many) => `${plural(many, "older interaction")} counted, and not listed.`,
};

export function drawRecord(told, record) {
  const { summary, adverse_events: adverse, coverage } = told;
  byId("record-name").textContent = ["Customer " + told.customer_id, record.occupation, record.opted_out && "opted out"].filter(Boolean).join(" · ");
  byId("record-facts").textContent = record.on_file ? `type ${record.type ?? "unknown"}` : "in no file";
  show(byId("adverse"), adverse.flagged);
  byId("adverse").textContent = `Somebody must look at this: ${plural(adverse.total, "interaction")} about side effects or adverse events, with a negative sentiment.`;
  drawNumbers(summary);
  drawSentences(byId("record-sentences"), told.sentences, record.interactions);
  const missing = coverage.missing.map(({ reason, interactions }) => MISSING[reason]?.(interactions) ?? spoken(reason));
  byId("record-coverage").replaceChildren(...missing.map(fact));
  byId("record-model").textContent = modelSays(told);
}

function drawNumbers({ total_interactions: total, most_frequent_channel: channel, last_interaction: last, key_topics: topics }) {
  gauge("total", number(total), total ? "" : "nothing is on record");
  gauge("channel", channel ?? "none", "");
  gauge("last", last ? day(last.at) : "never", last ? [last.channel, last.topic].filter(Boolean).join(" · ") : "");
  gauge("topics", number(topics.length), topics.join(", "));
}

function gauge(name, value, says) {
  fill(byId(`record-${name}`), ".number", value);
  fill(byId(`record-${name}`), ".aside", says);
}
