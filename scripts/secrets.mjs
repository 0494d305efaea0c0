import { randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// `npm run secrets`: makes the secrets that docker-compose.yml asks for, and writes them into .env, which only its owner may
// read. Those that are there already stay: with others nothing could be opened that they closed. Without dependencies.

const file = join(dirname(dirname(fileURLToPath(import.meta.url))), '.env');

/** In passwords nothing that a URL or a shell could take for something else. */
const word = () => randomBytes(24).toString('hex');
const key = () => randomBytes(32).toString('base64');

export const SECRETS = {
  GATEWAY_SECRET: word,
  POSTGRES_PASSWORD: word,
  USER_DATABASE_PASSWORD: word,
  EVENT_DATABASE_PASSWORD: word,
  BOOKING_DATABASE_PASSWORD: word,
  NOTIFICATION_DATABASE_PASSWORD: word,
  REDIS_PASSWORD: word,
  AUDIT_KEY: word,
  SECRETS_KEY: key,
  TICKET_KEY: key,
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (existsSync(file)) {
    process.stderr.write('There is an .env already; it is left as it is.\n');
    process.exit(1);
  }
  const lines = Object.entries(SECRETS).map(([name, make]) => `${name}=${make()}\n`);
  writeFileSync(file, lines.join(''), { mode: 0o600, flag: 'wx' });
  process.stdout.write('Wrote .env with new secrets. Keep a copy of it where your backups are, and apart from them.\n');
}
