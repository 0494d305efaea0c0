import { describe, expect, it } from '@jest/globals';
import { piecesOf } from './links.js';

const linksIn = (text: string): (string | null)[] => piecesOf(text).map(({ href }) => href).filter((href) => href !== null);

describe('links in a description', () => {
  it('keeps every character of the text', () => {
    const text = 'See https://example.org/a?b=c, write to anna@example.org, or (http://example.org/x).\nBye';
    expect(piecesOf(text).map(({ words }) => words).join('')).toBe(text);
    expect(linksIn(text)).toEqual(['https://example.org/a?b=c', 'mailto:anna@example.org', 'http://example.org/x']);
  });

  it('leaves to an address the brackets that it opened itself', () => {
    expect(linksIn('https://en.wikipedia.org/wiki/Go_(game).')).toEqual(['https://en.wikipedia.org/wiki/Go_(game)']);
  });

  it('leads to the web and to mail alone', () => {
    expect(linksIn('javascript:alert(1) data:text/html,x file:///etc/passwd ftp://example.org')).toEqual([]);
    expect(linksIn('https://')).toEqual([]);
  });
});
