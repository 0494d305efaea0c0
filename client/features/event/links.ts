/** A piece of a text: words, or the address that a link in it leads to. */
export interface Piece {
  readonly words: string;
  readonly href: string | null;
}

/** Web addresses up to the end of what looks like one; a full stop or bracket behind it is not part of it. */
const LINK = /https?:\/\/[^\s<>"']+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
const TRAIL = /[.,;:!?]+$/;

/** Finds the addresses in a plain text. Only http, https and mailto are ever led to. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    const words = trimmed(match[0]);
    if (match.index > end) pieces.push({ words: text.slice(end, match.index), href: null });
    const web = /^https?:\/\//.test(words);
    pieces.push({ words, href: web ? (URL.canParse(words) ? words : null) : `mailto:${words}` });
    end = match.index + words.length;
  }
  if (end < text.length) pieces.push({ words: text.slice(end), href: null });
  return pieces;
}

/** Without what ends the sentence, and a closing bracket that was opened before the address. */
function trimmed(link: string): string {
  const short = link.replace(TRAIL, '');
  return short.endsWith(')') && !short.includes('(') ? trimmed(short.slice(0, -1)) : short;
}
