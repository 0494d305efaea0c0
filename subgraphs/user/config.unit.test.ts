import { describe, expect, it } from '@jest/globals';
import { readUserConfig } from './config.js';

const USER_DATABASE_URL = 'postgres://localhost/user';

describe('readUserConfig', () => {
  it('has defaults for all but the database', () => {
    expect(readUserConfig({ USER_DATABASE_URL })).toEqual({
      databaseUrl: USER_DATABASE_URL,
      poolSize: 10,
      publicUrl: 'http://localhost:4000',
      authRateLimit: 5,
      hashApart: true,
      auditKey: null,
      secretsKeys: [],
      administrator: null,
    });
  });

  it('takes the port into links, and no slash too many', () => {
    expect(readUserConfig({ USER_DATABASE_URL, PORT: '8080' }).publicUrl).toBe('http://localhost:8080');
    expect(readUserConfig({ USER_DATABASE_URL, PUBLIC_URL: 'https://convene.example/' }).publicUrl).toBe('https://convene.example');
  });

  it('takes the rate of tries and the key of the security log', () => {
    const AUDIT_KEY = 'k'.repeat(32);
    expect(readUserConfig({ USER_DATABASE_URL, AUTH_RATE_LIMIT: '20', AUDIT_KEY })).toMatchObject({ authRateLimit: 20, auditKey: AUDIT_KEY });
    for (const AUTH_RATE_LIMIT of ['0', '1.5', 'many']) expect(() => readUserConfig({ USER_DATABASE_URL, AUTH_RATE_LIMIT })).toThrow(/AUTH_RATE_LIMIT/);
    expect(() => readUserConfig({ USER_DATABASE_URL, AUDIT_KEY: 'short' })).toThrow(/AUDIT_KEY/);
  });

  it('names every fault', () => {
    const read = () => readUserConfig({ PUBLIC_URL: 'ftp://x', ADMIN_EMAIL: 'root@example.org' });
    expect(read).toThrow(/USER_DATABASE_URL/);
    expect(read).toThrow(/PUBLIC_URL/);
    expect(() => readUserConfig({ USER_DATABASE_URL, ADMIN_EMAIL: 'root', ADMIN_PASSWORD: 'short' })).toThrow(
      /ADMIN_EMAIL: must be an e-mail address\nADMIN_PASSWORD: must have 8/,
    );
    expect(() => readUserConfig({ USER_DATABASE_URL, ADMIN_EMAIL: 'root@example.org' })).toThrow(/ADMIN_PASSWORD: must be set/);
    const common = { ADMIN_EMAIL: 'root@example.org', ADMIN_PASSWORD: 'password1' };
    expect(() => readUserConfig({ USER_DATABASE_URL, ...common })).toThrow(/ADMIN_PASSWORD: .*most common/);
  });

  it('takes one key to seal secrets with, or several, and no other bytes', () => {
    const keys = ['a', 'b'].map((letter) => Buffer.from(letter.repeat(32)));
    const SECRETS_KEY = keys.map((key) => key.toString('base64')).join(', ');
    expect(readUserConfig({ USER_DATABASE_URL, SECRETS_KEY }).secretsKeys).toEqual(keys);
    expect(() => readUserConfig({ USER_DATABASE_URL, SECRETS_KEY: 'c2hvcnQ=' })).toThrow(/SECRETS_KEY: must be 32 bytes in base64/);
  });
});
