import { afterEach, describe, expect, it } from '@jest/globals';
import { createLogger, type Logger } from '../../logger.js';
import { freePort } from '../../free-port.js';
import { StartRefused } from '../../start-refused.js';
import { createTestDatabaseUrl } from '../../testing/database.js';
import { startFaultProxy, type FaultProxy } from '../../testing/fault-proxy.js';
import { until } from '../../testing/until.js';
import { openDatabase } from '../open.js';

/** A logger that keeps what it warns of. */
function listening(): { logger: Logger; warnings: string[] } {
  const warnings: string[] = [];
  const logger = createLogger('silent');
  logger.warn = ((_fields: unknown, message: string) => void warnings.push(message)) as Logger['warn'];
  return { logger, warnings };
}

/** The same database at another port. */
function at(url: string, port: number): string {
  const moved = new URL(url);
  moved.hostname = '127.0.0.1';
  moved.port = String(port);
  return moved.href;
}

const proxies: FaultProxy[] = [];
afterEach(async () => {
  for (const proxy of proxies.splice(0)) await proxy.stop();
});

describe('a database at the start', () => {
  const open = (url: string, patience: number, logger: Logger = createLogger('silent')) =>
    openDatabase({ url, setting: 'EVENT_DATABASE_URL', patience, migrations: [], poolSize: 2, logger });

  it.each(['DOWN', 'SILENT'] as const)('is waited for while it is away (%s), which is told once', async (fault) => {
    const url = await createTestDatabaseUrl('connect');
    const proxy = await startFaultProxy({ port: Number(new URL(url).port), host: new URL(url).hostname });
    proxies.push(proxy);
    proxy.fall(fault);
    const { logger, warnings } = listening();
    const opening = open(at(url, proxy.port), 30_000, logger);
    await until('it was tried', () => warnings.length > 0);
    proxy.heal();
    const database = await opening;
    expect(await database.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(warnings).toEqual([expect.stringContaining('tried again for 30 s')]);
    await database.close();
  });

  it('is refused in the end, in one line with the place and the setting, and no password', async () => {
    const port = await freePort();
    const refused = await open(`postgres://ann:secret@127.0.0.1:${String(port)}/event`, 150).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(StartRefused);
    const { message } = refused as Error;
    expect(message).toBe(`The database event at 127.0.0.1:${String(port)} can not be used: connect ECONNREFUSED 127.0.0.1:${String(port)}. Look at EVENT_DATABASE_URL.`);
  });

  it('is refused at once where waiting is of no use', async () => {
    const url = new URL(await createTestDatabaseUrl('connect'));
    url.pathname = '/nowhere';
    const { logger, warnings } = listening();
    await expect(open(url.href, 600_000, logger)).rejects.toThrow(/^The database nowhere at .* can not be used: database "nowhere" does not exist\. Look at EVENT_DATABASE_URL\.$/);
    expect(warnings).toEqual([]);
  });
});
