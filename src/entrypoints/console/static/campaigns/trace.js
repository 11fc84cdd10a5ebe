/* How a brief came about: every call of the model and of a tool, in the order in which they were made. */

import { byId, copyOf, fill, show } from "../elements.js";
import { number, plural } from "../areas/words.js";
import { drawPlace } from "./place.js";

const BETWEEN = 0.5; // a call of the model stands after so many tools, and before the next
const DRAFTS = { draft: "The model is asked", repair: "The model is asked to mend it", failed: "The model did not answer" };

export function drawTrace(trace) {
  const asked = trace.model_calls.length ? plural(trace.model_calls.length, "call") : "no call";
  const data = trace.snapshot === null ? "" : ` Performance data: snapshot ${number(trace.snapshot)}.`;
  byId("trace-says").textContent =
    `${plural(trace.tool_calls.length, "call")} of tools, ${asked} of a model.${data}${trace.fallback ? " None of its answers could be used." : ""}`;
  byId("trace").replaceChildren(...woven(trace));
}

/** Open the tool call of that number, and lead there. */
export function openCall(number) {
  const call = byId("trace").querySelector(`[data-tool="${CSS.escape(number)}"] details`);
  if (!call) return; // the trace is still on its way
  call.open = true;
  call.querySelector("summary").focus();
}

function woven({ tool_calls: tools, model_calls: model }) {
  const told = [
    ...tools.map((call) => [call.number, toolCall(call)]),
    ...model.map((call) => [call.tools_before + BETWEEN, modelCall(call)]),
  ];
  return told.sort(([one], [other]) => one - other).map(([, element]) => element);
}

function toolCall(call) {
  const element = callOf(call.outcome.replaceAll("_", " "), call.outcome === "done", call.tool, call.seconds);
  element.dataset.tool = call.number;
  element.querySelector(".arguments").replaceChildren(...Object.entries(call.arguments).map(argument));
  fill(element, ".says", call.note);
  element.querySelector(".facts").replaceChildren(...call.result.map(factOf));
  return element;
}

function factOf(fact) {
  const element = copyOf("told");
  fill(element, ".id", fact.id);
  fill(element, ".text", fact.text);
  drawPlace(element, fact);
  return element;
}

function modelCall(call) {
  const element = callOf(outcomeOf(call), !call.refused, DRAFTS[call.purpose] ?? call.purpose, call.seconds);
  const size = `${plural(call.characters, "character")} written, ${plural(call.tool_calls, "tool")} called.`;
  fill(element, ".says", [call.refused && `Refused: ${call.refused}.`, size].filter(Boolean).join(" "));
  return element;
}

function outcomeOf({ refused, purpose, tool_calls: tools }) {
  if (refused) return purpose === "failed" ? "failed" : "refused";
  return tools ? `called ${plural(tools, "tool")}` : "written";
}

function callOf(outcome, isGood, what, seconds) {
  const element = copyOf("call");
  fill(element, ".outcome", outcome);
  element.querySelector(".outcome").dataset.state = isGood ? "published" : "failed";
  fill(element, ".what", what);
  fill(element, ".seconds", seconds < 0.01 ? "at once" : `${seconds.toFixed(2)} s`);
  return element;
}

function argument([name, value]) {
  const element = copyOf("argument");
  fill(element, "dt", name);
  fill(element, "dd", typeof value === "string" ? value : JSON.stringify(value));
  show(element.querySelector("dt"), name !== "");
  return element;
}
