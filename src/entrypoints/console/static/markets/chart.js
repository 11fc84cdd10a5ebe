/* Candles of intervals, and a shade where trades are missing (Lightweight Charts draws them). */

import { CandlestickSeries, HistogramSeries, createChart } from "../vendor/lightweight-charts.js";

const FULL = { top: 0, bottom: 0 };
const SMALLEST = 1e-8;
const MOST_SHADES = 10_080;

const secondsOf = (moment) => Math.floor(Date.parse(moment) / 1_000);
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Return a chart in `element`: `draw` shows a page of ranges, `add` puts a trade into its interval. */
export function chartIn(element) {
  const chart = createChart(element, { autoSize: true, layout: { attributionLogo: false } });
  const shades = chart.addSeries(HistogramSeries, { priceScaleId: "shade", lastValueVisible: false, priceLineVisible: false });
  const candles = chart.addSeries(CandlestickSeries, {});
  chart.priceScale("shade").applyOptions({ scaleMargins: FULL, visible: false });
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const dress = () => dressed(chart, candles, shades);
  dark.addEventListener("change", dress);
  dress();
  return { draw: drawing(chart, candles, shades), add: adding(candles) };
}

/** The page's own colours; rising and falling differ in lightness too. */
function dressed(chart, candles, shades) {
  const [text, line, ground] = [colour("--text"), colour("--line"), colour("--surface")];
  const [rising, falling] = [colour("--accent"), colour("--danger")];
  chart.applyOptions({
    layout: { background: { color: ground }, textColor: text, fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { vertLines: { color: line }, horzLines: { color: line } },
    timeScale: { timeVisible: true, borderColor: line },
    rightPriceScale: { borderColor: line, entireTextOnly: true },
  });
  candles.applyOptions({
    upColor: rising, borderUpColor: rising, wickUpColor: rising,
    downColor: falling, borderDownColor: falling, wickDownColor: falling,
  });
  shades.applyOptions({ color: colour("--mark") });
}

/** Intervals that had no trade stay empty, so that the axis shows all of time. */
function drawing(chart, candles, shades) {
  return (items, missing, width) => {
    const known = new Map(items.map((one) => [secondsOf(one.start), candle(one)]));
    const times = [...known.keys()];
    const [first, last] = [times[0], times.at(-1)];
    const all = [];
    for (let time = first; time <= last && all.length < MOST_SHADES; time += width) all.push(time);
    const format = { type: "price", ...precision(items), minMove: SMALLEST };
    candles.applyOptions({ priceFormat: format });
    candles.setData(all.map((time) => known.get(time) ?? { time }));
    shades.setData(all.filter((time) => isMissing(time, width, missing)).map((time) => ({ time, value: 1 })));
    chart.timeScale().fitContent();
  };
}

function candle({ start, open, high, low, close }) {
  const [o, h, l, c] = [open, high, low, close].map(Number); // for drawing only
  return { time: secondsOf(start), open: o, high: h, low: l, close: c };
}

/** As many decimals as any of the prices needs. */
function precision(items) {
  const decimals = items.map(({ high, low }) => Math.max(...[high, low].map((one) => one.replace(/0+$/, "").split(".")[1]?.length ?? 0)));
  return { precision: Math.max(2, ...decimals) };
}

function isMissing(time, width, missing) {
  return missing.some(({ from, to }) => Date.parse(from) < (time + width) * 1_000 && Date.parse(to) >= time * 1_000);
}

function adding(candles) {
  return ({ event_time: moment, price }, width) => {
    const time = Math.floor(secondsOf(moment) / width) * width;
    const value = Number(price);
    const newest = candles.data().at(-1);
    if (newest && time < newest.time) return; // a late one: the next look has it
    const { open = value, high = value, low = value } = newest?.time === time ? newest : {};
    candles.update({ time, open, high: Math.max(high, value), low: Math.min(low, value), close: value });
  };
}
