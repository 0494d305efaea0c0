/** Stops the cluster that `global-setup.mjs` started. */
export default async function globalTeardown() {
  await globalThis.__conveneTestCluster?.stop();
}
