import { describe, expect, it } from '@jest/globals';
import { inOurWords } from './server-words.js';

describe('what the server says about an input', () => {
  it.each([
    ['A password has 8 to 1,024 characters.', 'A password has at least 8 characters.', 'Ein Passwort hat mindestens 8 Zeichen.'],
    ['`title` has at most 200 characters.', 'At most 200 characters.', 'Höchstens 200 Zeichen.'],
    ['This is not an e-mail address.', 'This is not an e-mail address.', 'Das ist keine E-Mail-Adresse.'],
    ['Say when the event begins.', 'Say when the event begins.', 'Sag, wann es beginnt.'],
    ['UNTIL lies before the first start.', 'It ends before it first takes place.', 'Die Reihe endet, bevor sie zum ersten Mal stattfindet.'],
    ['Nobody has words for this.', 'Nobody has words for this.', 'Nobody has words for this.'],
  ])('is said in the reader’s language: %s', (said, en, de) => {
    expect(inOurWords(said, 'en')).toBe(en);
    expect(inOurWords(said, 'de')).toBe(de);
  });
});
