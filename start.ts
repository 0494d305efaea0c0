import { Listr } from 'listr2';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { startConvene, STEPS, type Convene, type Progress, type Step } from './convene.js';
import { DEMO_LOGINS } from './demo/fill.js';
import { linesOf, markInstance, stopOnSignals } from './platform/command.js';
import { collectBehindAnswersSoon, collectRarely } from './platform/heap.js';

/** The command beneath `npm start`: everything in this process, until a signal ends it. */
async function main(): Promise<void> {
  markInstance();
  collectRarely();
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });
  const { progress, settle } = process.stdout.isTTY && process.stdout.columns ? listSteps() : printSteps();
  const started = startConvene({ env: { DEMO: '1', ...process.env }, metrics, progress });
  stopOnSignals(started);
  try {
    const convene = await started;
    collectBehindAnswersSoon();
    await settle();
    process.stdout.write(whatToOpen(convene));
  } catch (error) {
    await settle(error);
    process.stderr.write(`${linesOf(error)}\n`);
    process.exit(1);
  }
}

/** How the start is shown. */
interface Display {
  readonly progress: Progress;
  /** After the last step, or with what ended the start. */
  settle(error?: unknown): Promise<void>;
}

/** Elsewhere than in a terminal: one line for each step that is done. */
function printSteps(): Display {
  return {
    async progress<T>(step: Step, work: () => Promise<T>): Promise<T> {
      const began = performance.now();
      const result = await work();
      process.stdout.write(`✔ ${step} (${((performance.now() - began) / 1000).toFixed(1)} s)\n`);
      return result;
    },
    settle: () => Promise.resolve(),
  };
}

/** In a terminal: a list of all steps, that moves. It is begun by the first. */
function listSteps(): Display {
  const steps = new Map(STEPS.map((step) => [step, watchStep()]));
  const list = new Listr(
    STEPS.map((step) => ({
      title: step,
      task: async (_context, task) => {
        if (!(await steps.get(step)?.done)) task.skip(`${step}: nothing to do`);
      },
    })),
    { registerSignalListeners: false, rendererOptions: { showErrorMessage: false } },
  );
  let shown: Promise<unknown> | undefined;
  return {
    async progress<T>(step: Step, work: () => Promise<T>): Promise<T> {
      shown ??= list.run().catch(() => undefined);
      const result = await work();
      steps.get(step)?.end(true);
      return result;
    },
    async settle(error) {
      for (const step of steps.values()) {
        if (error === undefined) step.end(false);
        else step.fail(new Error('not done'));
      }
      await shown;
    },
  };
}

function watchStep(): { done: Promise<boolean>; end: (worked: boolean) => void; fail: (error: Error) => void } {
  let end = (_worked: boolean): void => undefined;
  let fail = (_error: Error): void => undefined;
  const done = new Promise<boolean>((resolve, reject) => {
    end = resolve;
    fail = reject;
  });
  done.catch(() => undefined);
  return { done, end, fail };
}

function whatToOpen({ url, demo }: Convene): string {
  const seconds = (performance.now() / 1000).toFixed(1);
  const rows = [
    ['GraphiQL', `${url}/graphiql`],
    ['Mailbox', `${url}/dev/messages`],
    ...(demo ? DEMO_LOGINS.map(({ username, password }) => ['Login', `${username}, password "${password}"`]) : []),
  ];
  return `\nConvene is ready after ${seconds} s at ${url}\n\n${rows.map(([name, value]) => `  ${String(name).padEnd(10)}${String(value)}`).join('\n')}\n\nCtrl-C stops it.\n`;
}

await main();
