/* A market: the latest price, a chart that goes on, a price at a second, and gaps. */

import { get } from "../api.js";
import { byId, onSent, show } from "../elements.js";
import { attempt } from "../areas/words.js";
import { startAccount } from "../people/account.js";
import { chartIn } from "./chart.js";
import { live } from "./live.js";
import { tellCoverage, tellFound, tellGaps, tellLife, tellPrice } from "./telling.js";

const SECONDS = { "1m": 60, "5m": 300, "15m": 900, "1h": 3_600, "1d": 86_400 };
const SHOWN = 240;
const LOOK_AGAIN = 10_000;
const form = byId("choice");
let chart = null;
let following = new AbortController();

const choice = () => ({ symbol: form.elements.symbol.value, interval: form.elements.interval.value });

async function list() {
  const { items } = await get("/markets");
  const symbols = [...new Set(items.map(({ symbol }) => symbol))];
  const asked = new URLSearchParams(location.search).get("symbol");
  form.elements.symbol.replaceChildren(...symbols.map((one) => new Option(one, one, false, one === asked)));
  show(byId("nothing"), symbols.length === 0);
  return symbols.length > 0;
}

/** Show the chosen market, and follow it from its newest trade on. */
async function open() {
  following.abort();
  following = new AbortController();
  const { signal } = following;
  const { symbol, interval } = choice();
  history.replaceState(null, "", `?${new URLSearchParams({ symbol, interval })}`);
  const isOpen = await attempt(byId("problem"), async () => {
    const price = await get(`/markets/${symbol}/price`, { signal });
    tellPrice(price);
    show(byId("gauges"), true);
    await look(signal);
    show(byId("live"), true);
    follow(symbol, price.trade_id, SECONDS[interval], signal);
  });
  if (!isOpen) [byId("gauges"), byId("chart-part"), byId("gaps-part"), byId("live")].forEach((one) => show(one, false));
}

function follow(symbol, seen, width, signal) {
  live(symbol, seen, (kind, data) => {
    if (["correction", "ask_again"].includes(kind)) look(signal).catch(() => {});
    if (kind !== "trade") return;
    tellPrice(data);
    tellLife({ ...data, status: null, coverage: { state: "complete" } });
    chart.add(data, width);
  }, signal);
  const again = setInterval(() => document.hidden || look(signal).catch(() => {}), LOOK_AGAIN);
  signal.addEventListener("abort", () => clearInterval(again));
}

/** Ranges up to the newest trade, and the gaps. */
async function look(signal) {
  const { symbol, interval } = choice();
  const width = SECONDS[interval];
  const price = await get(`/markets/${symbol}/price`, { signal });
  const { event_time: newest } = price;
  const end = (Math.floor(Date.parse(newest) / 1_000 / width) + 1) * width;
  const [from, to] = [end - SHOWN * width, end].map((one) => new Date(one * 1_000).toISOString());
  const query = new URLSearchParams({ from, to, interval, limit: SHOWN });
  const page = await get(`/markets/${symbol}/ranges?${query}`, { signal });
  if (signal.aborted) return;
  tellLife(price);
  show(byId("chart-part"), true);
  chart ??= chartIn(byId("chart"));
  const missing = page.coverage.missing.filter(({ reason }) => reason === "lost" || reason === "absent");
  chart.draw(page.items, missing, width);
  tellCoverage({ state: missing.length ? "partial" : "complete", missing });
  tellGaps(await get(`/markets/${symbol}/gaps`, { signal }));
}

async function lookUp({ at }) {
  byId("looked-up").textContent = "";
  if (!at) return open();
  const moment = `${at.length === 16 ? `${at}:00` : at}Z`;
  await attempt(byId("problem"), async () => {
    tellFound(await get(`/markets/${choice().symbol}/price?${new URLSearchParams({ at: moment })}`));
  });
}

if (await startAccount()) {
  onSent(form, lookUp);
  form.elements.symbol.onchange = open;
  form.elements.interval.onchange = open;
  const interval = new URLSearchParams(location.search).get("interval");
  if (interval in SECONDS) form.elements.interval.value = interval;
  let isAny = false;
  await attempt(byId("problem"), async () => {
    isAny = await list();
  });
  if (isAny) await open();
  document.body.dataset.ready = "";
}
