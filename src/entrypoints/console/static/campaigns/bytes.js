/* Bytes and text of strangers, such that everything in them can be seen and nothing of it acts. */

const UNSEEN = /(?![\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]/gu;
const A_LINE = 8;
const MOST = 4_096;
const KIB = 1_024;
const PICTURES = 0x2400; // the block of Unicode that draws control characters
const DELETE = 0x7f;

/** Draw what nobody would see: controls as their pictures, whatever else as its number; lines stay. */
export function visible(text) {
  return text.replace(UNSEEN, picture).replaceAll("\n", `${String.fromCodePoint(PICTURES + 10)}\n`);
}

function picture(character) {
  const code = character.codePointAt(0);
  if (code < 0x20) return String.fromCodePoint(PICTURES + code);
  if (code === DELETE) return "␡";
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, "0")}⟩`;
}

/** Write bytes as ASCII, and each other as `\xff`. */
export function dumped(base64) {
  return ascii(bytesOf(base64).slice(0, MOST), (byte) => `\\x${hex(byte, 2)}`);
}

/** Write bytes line by line: where in the file, in hexadecimal, and as ASCII. */
export function listing(base64, start) {
  const bytes = bytesOf(base64);
  const width = String(start + Math.min(bytes.length, MOST)).length;
  const lines = [];
  for (let place = 0; place < Math.min(bytes.length, MOST); place += A_LINE) {
    const some = bytes.slice(place, place + A_LINE);
    const numbers = [...some].map((byte) => hex(byte, 2)).join(" ").padEnd(3 * A_LINE);
    lines.push(`${String(start + place).padStart(width)}  ${numbers} ${ascii(some, () => ".")}`);
  }
  const rest = bytes.length - MOST;
  return [...lines, ...(rest > 0 ? [`and ${rest.toLocaleString()} bytes more`] : [])].join("\n");
}

const bytesOf = (base64) => Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
const hex = (value, places) => value.toString(16).padStart(places, "0");
const ascii = (bytes, other) =>
  [...bytes].map((byte) => (byte >= 0x20 && byte < DELETE ? String.fromCharCode(byte) : other(byte))).join("");

/** Say how many bytes there are in their largest unit. */
export function sizeOf(bytes) {
  if (bytes < KIB) return `${bytes} ${bytes === 1 ? "byte" : "bytes"}`;
  const isSmall = bytes < KIB * KIB;
  return `${(bytes / (isSmall ? KIB : KIB * KIB)).toFixed(1)} ${isSmall ? "KB" : "MB"}`;
}
