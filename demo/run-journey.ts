import { beginJourney, takeJourney } from './journey.js';
import { endJourney } from './journey/journey-state.js';

/**
 * The command beneath `npm run demo:journey`: the main journey against a running Convene, each step printed.
 * The first argument is its address, http://localhost:4000 unless given. Exit code 1 when a step fails.
 */
async function main(): Promise<void> {
  const url = process.argv[2] ?? 'http://localhost:4000';
  const journey = beginJourney(url);
  try {
    await takeJourney(journey, (step, milliseconds) => {
      process.stdout.write(`✓ ${step} (${(milliseconds / 1000).toFixed(1)} s)\n`);
    });
    process.stdout.write('The whole journey went well.\n');
  } catch (error) {
    const told = error instanceof Error && error.message.includes('fetch failed') ? `Nobody answers at ${url}: run npm start first.` : String(error);
    process.stderr.write(`✗ ${told}\n`);
    process.exitCode = 1;
  } finally {
    await endJourney(journey);
  }
}

await main();
