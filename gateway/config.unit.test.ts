import { describe, expect, it } from '@jest/globals';
import { ConfigError } from '../platform/config.js';
import { readGatewayConfig } from './config.js';

describe('settings of the gateway', () => {
  it('stand by themselves', () => {
    expect(readGatewayConfig({})).toMatchObject({ host: '127.0.0.1', port: 4000, production: false, publicUrl: null });
    expect(readGatewayConfig({}).supergraph).toMatch(/\/schema\/supergraph\.graphql$/);
  });

  it('are taken from the environment', () => {
    const config = readGatewayConfig({ PORT: '0', NODE_ENV: 'production', PUBLIC_URL: 'https://convene.example/', SUPERGRAPH: '/etc/s.graphql' });
    expect(config).toMatchObject({ port: 0, production: true, publicUrl: 'https://convene.example', supergraph: '/etc/s.graphql' });
  });

  it('are refused with every fault at once', () => {
    const read = (): unknown => readGatewayConfig({ PORT: 'http', PUBLIC_URL: 'ftp://here', MAX_BODY_BYTES: '-1' });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(/PORT: .*\n.*PUBLIC_URL: .*\n.*MAX_BODY_BYTES: /);
  });
});
