/* Offsets of citations count code points, JavaScript's count UTF-16 units. */

/** Cut a text into what stands before, within and after the code points `start` to `end`. */
export function cut(text, start, end) {
  const from = unitsOf(text, 0, start);
  const to = unitsOf(text, from, end - start);
  return [text.slice(0, from), text.slice(from, to), text.slice(to)];
}

function unitsOf(text, from, points) {
  let at = from;
  for (let count = 0; count < points && at < text.length; count += 1) {
    at += text.codePointAt(at) > 0xffff ? 2 : 1;
  }
  return at;
}
