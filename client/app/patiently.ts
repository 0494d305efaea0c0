/** Milliseconds between two looks for the server. */
const PAUSE = 2_000;

/**
 * Loads code, and waits with it while the server is out of reach. Where another version of the application is served by now
 * the page is loaded again, since the code of this one may be gone. Rejects with what `load` failed of when neither is so.
 */
export async function patiently<Code>(load: () => Promise<Code>): Promise<Code> {
  for (;;) {
    try {
      return await load();
    } catch (error) {
      const served = await servedPage();
      if (served === null) await pause();
      else if (isOurs(served)) throw error;
      else {
        location.reload();
        await new Promise(() => undefined);
      }
    }
  }
}

/** The page as the server has it now; null when it is out of reach. */
const servedPage = (): Promise<string | null> =>
  fetch('/', { cache: 'no-store' }).then(
    (response) => (response.ok ? response.text() : null),
    () => null,
  );

/** Whether it starts with the script that runs here: its name changes with each version. */
const isOurs = (page: string): boolean => page.includes(new URL(document.querySelector<HTMLScriptElement>('script[type=module]:not([async])')?.src ?? location.href).pathname);

function pause(): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      clearTimeout(timer);
      window.removeEventListener('online', go);
      resolve();
    };
    const timer = setTimeout(go, PAUSE);
    window.addEventListener('online', go);
  });
}
