/* A linear scale with ticks at round numbers. */

const STEPS = [1, 2, 2.5, 5, 10];

/** Return the smallest round step with which `span` has at most so many ticks. */
export function stepOf(span, most) {
  const rough = span / Math.max(most, 1);
  const size = 10 ** Math.floor(Math.log10(rough));
  return size * STEPS.find((one) => one * size >= rough * (1 - 1e-9));
}

/** Return where values from `low` to `high` are drawn between `left` and `right`, and the ticks between. */
export function scaleOf([low, high], [left, right], most) {
  const span = high - low || Math.abs(high) || 1; // of one value alone
  const step = stepOf(span, most);
  const from = Math.floor(low / step + 1e-9) * step;
  const to = Math.max(Math.ceil(high / step - 1e-9) * step, from + step);
  const count = Math.round((to - from) / step);
  const ticks = Array.from({ length: count + 1 }, (_, place) => from + place * step);
  const at = (value) => left + ((value - from) / (to - from)) * (right - left);
  return { at, ticks, step };
}

/** Say a tick with as many digits as its step needs. */
export function tickText(value, step) {
  const digits = Math.max(0, Math.min(8, -Math.floor(Math.log10(step) + 1e-9) + (isHalf(step) ? 1 : 0)));
  return value.toLocaleString(undefined, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

const isHalf = (step) => String(Number(step.toPrecision(2))).replace(/[.0]/g, "").startsWith("25");
