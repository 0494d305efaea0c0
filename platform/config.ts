import { z } from 'zod';

/** Bytes of every secret key. */
export const KEY_BYTES = 32;

/** A setting that is wrong: its name and what is wrong with it. */
export interface ConfigFault {
  setting: string;
  message: string;
}

/** Settings are broken; every fault at once, each in one line, so that one start tells them all. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly faults: readonly ConfigFault[]) {
    super(faults.map((fault) => `${fault.setting}: ${fault.message}`).join('\n'));
  }
}

export type Env = Readonly<Record<string, string | undefined>>;

/**
 * Reads settings by a zod object whose keys are names of environment variables. An empty value counts as not set.
 * @throws ConfigError naming every fault.
 */
export function readConfig<Shape extends z.ZodType>(schema: Shape, env: Env): z.output<Shape> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  throw new ConfigError(
    result.error.issues.map((issue) => ({ setting: issue.path.join('.') || 'settings', message: issue.message })),
  );
}

/** Runs several readers and tells the faults of all of them together. */
export function readAll<Configs extends Record<string, unknown>>(readers: { [Name in keyof Configs]: () => Configs[Name] }): Configs {
  const faults: ConfigFault[] = [];
  const configs: Partial<Configs> = {};
  for (const name of Object.keys(readers) as (keyof Configs)[]) {
    try {
      configs[name] = readers[name]();
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      for (const fault of error.faults) {
        if (!faults.some((known) => known.setting === fault.setting)) faults.push(fault);
      }
    }
  }
  if (faults.length > 0) throw new ConfigError(faults);
  return configs as Configs;
}

/** A setting of secret keys in base64 with commas between them, the one to use first; none where it is not set. */
export function keysSetting() {
  return z
    .string()
    .default('')
    .transform((text) => (text === '' ? [] : text.split(',').map((key) => Buffer.from(key.trim(), 'base64'))))
    .refine((keys) => keys.every(({ length }) => length === KEY_BYTES), {
      error: `must be ${String(KEY_BYTES)} bytes in base64, or several of these with commas between them`,
    });
}
