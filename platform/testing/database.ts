import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import type { Database } from '../database/database.js';
import type { Migration } from '../database/migrate.js';
import { openDatabase } from '../database/open.js';
import { silentLogger } from '../logger.js';

/** A database of one test file: migrated, empty, and gone after `drop()`. */
export interface TestDatabase {
  readonly url: string;
  readonly database: Database;
  drop(): Promise<void>;
}

/**
 * A fresh database, copied from a template that is migrated once for each run. `poolSize` bounds its connections.
 * Needs the cluster that jest's global setup starts.
 */
export async function createTestDatabase(part: string, migrations: readonly Migration[], poolSize = 10): Promise<TestDatabase> {
  const url = await createTestDatabaseUrl(part, migrations);
  const database = await openDatabase({ url, migrations: [], poolSize, logger: silentLogger(), migrate: false });
  return {
    url,
    database,
    async drop() {
      await database.close();
      await asAdministrator((client) => client.query(`DROP DATABASE IF EXISTS ${nameIn(url)} WITH (FORCE)`));
    },
  };
}

/** As `createTestDatabase`, for code that opens the database itself. It goes with the cluster. */
export async function createTestDatabaseUrl(part: string, migrations: readonly Migration[] = []): Promise<string> {
  const name = `test_${part}_${randomBytes(6).toString('hex')}`;
  const template = await templateOf(part, migrations);
  await asAdministrator((client) => client.query(copyOf(template, name)));
  return urlOf(name);
}

/**
 * A database for each name, copied from templates that `fill` fills once for each run: `what` tells these templates from
 * others. Whatever `fill` starts it has stopped when it resolves.
 */
export async function createFilledDatabases<Name extends string>(
  what: string,
  names: readonly Name[],
  fill: (urls: Record<Name, string>) => Promise<void>,
): Promise<Record<Name, string>> {
  const templateFor = (name: Name): string => `template_${what}_${name}`;
  await makeTemplates(names.map(templateFor), () => fill(urlsOf(names, templateFor)));
  const suffix = randomBytes(6).toString('hex');
  const copyFor = (name: Name): string => `test_${name}_${suffix}`;
  await asAdministrator(async (client) => {
    for (const name of names) await client.query(copyOf(templateFor(name), copyFor(name)));
  });
  return urlsOf(names, copyFor);
}

const urlsOf = <Name extends string>(names: readonly Name[], databaseFor: (name: Name) => string): Record<Name, string> =>
  Object.fromEntries(names.map((name) => [name, urlOf(databaseFor(name))])) as Record<Name, string>;

/** Copies files, instead of each page through the log: half of the work where nothing has to reach the disk. */
const copyOf = (template: string, name: string): string => `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`;

/** The database from which those of this part are copied. */
async function templateOf(part: string, migrations: readonly Migration[]): Promise<string> {
  if (migrations.length === 0) return 'template0';
  const signature = createHash('sha256').update(migrations.map((migration) => migration.name).join()).digest('hex').slice(0, 12);
  const name = `template_${part}_${signature}`;
  await makeTemplates([name], async () => {
    const database = await openDatabase({ url: urlOf(name), migrations, poolSize: 2, logger: silentLogger() });
    await database.close();
  });
  return name;
}

/** Makes them, and fills them, if they are not there yet; two test workers may ask at once. */
async function makeTemplates(names: readonly string[], fill: () => Promise<void>): Promise<void> {
  await asAdministrator(async (client) => {
    await client.query(`SELECT pg_advisory_lock(hashtext($1))`, [names.join()]);
    const found = await client.query(`SELECT 1 FROM pg_database WHERE datname = ANY($1) AND datistemplate`, [names]);
    if (found.rowCount === names.length) return;
    for (const name of names) {
      await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await client.query(`CREATE DATABASE ${name}`);
    }
    await fill();
    for (const name of names) await client.query(`ALTER DATABASE ${name} IS_TEMPLATE true`);
  });
}

async function asAdministrator<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: administratorUrl() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function administratorUrl(): string {
  const url = process.env['TEST_POSTGRES_URL'];
  if (!url) throw new Error('TEST_POSTGRES_URL is not set: run tests through jest, whose global setup starts PostgreSQL.');
  return url;
}

function urlOf(name: string): string {
  const url = new URL(administratorUrl());
  url.pathname = `/${name}`;
  return url.href;
}

const nameIn = (url: string): string => new URL(url).pathname.slice(1);
