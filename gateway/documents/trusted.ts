import { readFile } from 'node:fs/promises';
import { stripIgnoredCharacters } from 'graphql';
import { z } from 'zod';
import { StartRefused } from '../../platform/start-refused.js';

/** Operations that somebody registered before they were sent. */
export interface TrustedDocuments {
  /** The text that is registered under a hash. */
  byHash(hash: string): string | undefined;
  /** Whether this text is registered, whatever its spaces and comments. */
  has(text: string): boolean;
}

const NONE: TrustedDocuments = { byHash: () => undefined, has: () => false };

/**
 * Reads registered operations, hash (`sha256:` before it or not) to text, out of a file.
 * @throws StartRefused when the file is broken, or `required` and not there.
 */
export async function readTrustedDocuments(file: string, required: boolean): Promise<TrustedDocuments> {
  const content = await readFile(file, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && !required) return null;
    throw new StartRefused(`TRUSTED_DOCUMENTS_FILE: ${file} can not be read.`);
  });
  return content === null ? NONE : trustDocuments(parseFile(file, content));
}

/** Trusts these operations, by hash and by text. */
export function trustDocuments(byHash: ReadonlyMap<string, string>): TrustedDocuments {
  const texts = new Set([...byHash.values()].map(normal));
  return { byHash: (hash) => byHash.get(hash), has: (text) => texts.has(normal(text)) };
}

function normal(text: string): string {
  try {
    return stripIgnoredCharacters(text);
  } catch {
    return text;
  }
}

function parseFile(file: string, content: string): Map<string, string> {
  try {
    const texts = z.record(z.string(), z.string()).parse(JSON.parse(content));
    return new Map(Object.entries(texts).map(([hash, text]) => [hash.replace(/^sha256:/, ''), text]));
  } catch {
    throw new StartRefused(`TRUSTED_DOCUMENTS_FILE: ${file} holds no object of texts by hash.`);
  }
}
