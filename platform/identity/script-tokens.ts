import { createHash } from 'node:crypto';

/** What a script's token begins with, so that people and scanners for leaked secrets know one when they see it. */
export const SCRIPT_TOKEN_PREFIX = 'cvt_';

/**
 * What is kept and asked about instead of the secret: SHA-256, base64url. Of 256 random bits there is nothing to guess, so
 * that no slow hash is needed.
 */
export const hashOfScriptToken = (secret: string): string => createHash('sha256').update(secret, 'utf8').digest('base64url');
