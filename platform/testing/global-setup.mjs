import { tsImport } from 'tsx/esm/api';

/** jest's globalSetup is not transformed in ESM mode: this file only opens the door to `cluster.ts`. */
export default async function globalSetup() {
  const { startTestCluster } = await tsImport('./cluster.ts', import.meta.url);
  const cluster = await startTestCluster();
  process.env.TEST_POSTGRES_URL = cluster.url;
  globalThis.__conveneTestCluster = cluster;
}
