// For a container's health check: exit code 0 when the address answers 2xx within two seconds. `node deploy/health.mjs <address>`.
const answer = await fetch(process.argv[2], { signal: globalThis.AbortSignal.timeout(2000) }).catch(() => null);
process.exit(answer?.ok ? 0 : 1);
