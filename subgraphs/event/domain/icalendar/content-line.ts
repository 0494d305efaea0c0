/** Longest line of an iCalendar text in octets, its line break not counted (RFC 5545, 3.1). */
const LONGEST_LINE = 75;

/** How many octets a character takes in UTF-8. */
function octets(character: string): number {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}

/** Breaks a line into lines of at most 75 octets, never within a character; further ones begin with a space. */
export function fold(line: string): string {
  const lines: string[] = [];
  let current = '';
  let length = 0;
  for (const character of line) {
    const size = octets(character);
    if (length + size > LONGEST_LINE) {
      lines.push(current);
      current = ' ';
      length = 1;
    }
    current += character;
    length += size;
  }
  return [...lines, current].join('\r\n');
}

/** C0 and C1 controls that no text may hold (RFC 5545, 3.1); tabs may stay. */
const CONTROLS = /[^\P{Cc}\t]/gu;

/** Half of a surrogate pair, which UTF-8 cannot write. */
const HALF = /\p{Surrogate}/gu;

/** A TEXT value (RFC 5545, 3.3.11): backslash, semicolon, comma and line breaks are escaped, other controls left out. */
export function text(value: string): string {
  return value
    .replaceAll(/\r\n?|\u2028|\u2029/g, '\n')
    .replaceAll(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll(CONTROLS, '')
    .replaceAll(HALF, '\ufffd');
}

/** A value that is not escaped, such as a URI: whatever could end it or its line is left out. */
export const plain = (value: string): string => value.replaceAll(CONTROLS, '').replaceAll(/\s/g, '').replaceAll(HALF, '\ufffd');

/** A parameter's value in quotes; what quotes cannot hold is written as RFC 6868 has it. */
export function quoted(value: string): string {
  const encoded = value.replaceAll('^', '^^').replaceAll(/\r\n?|\n/g, '^n').replaceAll('"', "^'");
  return `"${encoded.replaceAll(CONTROLS, '').replaceAll(HALF, '\ufffd')}"`;
}

/** The lines of a whole iCalendar text, folded, each ended by CRLF. */
export const textOf = (lines: readonly string[]): string => lines.map((line) => `${fold(line)}\r\n`).join('');
