// Owns a cluster until it is killed: `node owner.mjs <directory>` prints one line of JSON once it does, or the refusal.
import { tsImport } from 'tsx/esm/api';

const { startEmbeddedPostgres } = await tsImport('../postgres.ts', import.meta.url);
const { silentLogger } = await tsImport('../../logger.ts', import.meta.url);
try {
  const postgres = await startEmbeddedPostgres({ directory: process.argv[2], databases: ['things'], logger: silentLogger() });
  process.stdout.write(`${JSON.stringify({ url: postgres.url('things'), adopted: postgres.adopted })}\n`);
  setInterval(() => undefined, 60_000);
} catch (error) {
  process.stdout.write(`${JSON.stringify({ refused: error.name, message: error.message })}\n`);
}
