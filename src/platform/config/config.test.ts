import { expect, test } from 'vitest';
import { readConfig } from './index.ts';

const read = (proxies: string) => readConfig({ GATEHOUSE_TRUSTED_PROXIES: proxies }).trustedProxies;

test.each([
  ['', []],
  ['10.0.0.5', ['10.0.0.5']],
  ['10.0.0.0/24, ::1 fd00::/8', ['10.0.0.0/24', '::1', 'fd00::/8']],
])('the proxies "%s" are taken', (text, proxies) => {
  expect(read(text)).toEqual(proxies);
});

test.each([
  'yes',
  'true',
  '0.0.0.0/0',
  '::/0',
  '10.0.0.0/33',
  '10.0.0.0/8/8',
  'proxy.example.test',
  '10.0.0.5;10.0.0.6',
])('the proxies "%s" are refused by name', (text) => {
  expect(() => read(text)).toThrow('GATEHOUSE_TRUSTED_PROXIES');
});

test('a certificate makes the address https, and goes with its key', () => {
  const files = { GATEHOUSE_TLS_CERT: '/etc/a.crt', GATEHOUSE_TLS_KEY: '/etc/a.key' };
  expect(readConfig({ ...files, PORT: '443' }).origin).toBe('https://localhost:443');
  expect(readConfig({}).tls).toBeUndefined();
  expect(() => readConfig({ GATEHOUSE_TLS_KEY: '/etc/a.key' })).toThrow('go together');
  expect(() => readConfig({ ...files, GATEHOUSE_ORIGIN: 'http://here.test' })).toThrow('https://');
});
