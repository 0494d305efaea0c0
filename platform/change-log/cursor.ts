import { badInput } from '../errors.js';

/** A place in one topic as an opaque text: what clients pass back as `after`. */
export function encodeCursor(topic: string, position: number): string {
  return Buffer.from(JSON.stringify([topic, position])).toString('base64url');
}

/**
 * The position within the topic.
 * @throws BAD_USER_INPUT for a text that is no cursor, or one of another topic.
 */
export function decodeCursor(topic: string, cursor: string, path: (string | number)[] = ['after']): number {
  let place: unknown;
  try {
    place = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    place = null;
  }
  if (Array.isArray(place) && place.length === 2 && place[0] === topic && Number.isSafeInteger(place[1]) && place[1] >= 0) {
    return place[1] as number;
  }
  throw badInput({ path, message: 'This cursor belongs to another list, or is none.' });
}
