import { collectDefaultMetrics, Registry } from 'prom-client';
import { startPart, type RunningPart } from './part.js';
import { PARTS, type Part } from './parts.js';
import { linesOf, markInstance, stopOnSignals } from './platform/command.js';
import { collectBehindAnswersSoon, collectRarely } from './platform/heap.js';
import { StartRefused } from './platform/start-refused.js';

/** The command beneath `npm run service -- <part>`: one part in this process, until a signal ends it. */
async function main(): Promise<void> {
  markInstance();
  collectRarely();
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });
  const started = startNamed(process.argv[2], metrics);
  stopOnSignals(started, { leavesNothing: true });
  try {
    const { url } = await started;
    collectBehindAnswersSoon();
    process.stdout.write(`${String(process.argv[2])} listens at ${url}, after ${(performance.now() / 1000).toFixed(1)} s.\n`);
  } catch (error) {
    process.stderr.write(`${linesOf(error)}\n`);
    process.exit(1);
  }
}

async function startNamed(name: string | undefined, metrics: Registry): Promise<RunningPart> {
  const part = PARTS.find((each): each is Part => each === name);
  if (!part) throw new StartRefused(`Which part? One of ${PARTS.join(', ')}.`);
  return startPart(part, process.env, metrics);
}

await main();
