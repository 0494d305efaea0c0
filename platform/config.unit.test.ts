import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ConfigError, readAll, readConfig } from './config.js';

const shape = z.object({ PORT: z.coerce.number().int().min(0).max(65535).default(4000), URL: z.url() });

describe('settings', () => {
  it('take defaults where a value is missing or empty', () => {
    expect(readConfig(shape, { PORT: '', URL: 'http://a.example' })).toEqual({ PORT: 4000, URL: 'http://a.example' });
  });

  it('tell every fault at once, one line each', () => {
    const read = (): unknown => readConfig(shape, { PORT: '99999' });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(/^PORT: .+\nURL: .+$/);
  });

  it('tell the faults of several readers together, the same one once', () => {
    const read = (): unknown =>
      readAll({
        one: () => readConfig(shape, { PORT: 'x', URL: 'http://a.example' }),
        two: () => readConfig(shape, { PORT: 'x' }),
      });
    expect(read).toThrow(/^PORT: .+\nURL: .+$/);
  });
});
