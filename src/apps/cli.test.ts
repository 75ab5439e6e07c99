import { createServer } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { main } from './cli.ts';
import { openPort } from './port.ts';

let out = '';
let err = '';
beforeEach(() => {
  out = '';
  err = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    err += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const settingNames = [
  'GATEHOUSE_DATA',
  'GATEHOUSE_TRUSTED_PROXIES',
  'PORT',
  'METRICS_PORT',
  'SMTP_URL',
  'LOG_LEVEL',
];

test.each([[[]], [['help']], [['--help']]])('%j lists the commands and the settings', async (argv) => {
  expect(await main(argv)).toBe(0);
  for (const told of ['demo', 'doctor', 'audit verify', 'import oneroster', ...settingNames])
    expect(out).toContain(told);
});

test('the demo names its port and its folder', async () => {
  expect(await main(['demo', '--help'])).toBe(0);
  expect(out).toMatch(/PORT .*8080/);
  expect(out).toMatch(/GATEHOUSE_DATA .*\.\/var/);
});

test.each([
  [['migrate', 'extra'], 'migrate takes no "extra"'],
  [['demo', 'now'], 'demo takes no "now"'],
  [['start', 'web'], 'start takes no "web"'],
  [['doctor', 'please'], 'doctor takes no "please"'],
  [['audit', 'verify', 'it'], 'audit verify takes no "it"'],
  [['import', 'oneroster', 'a.zip', 'b.zip', '--school', '123456'], 'takes no "b.zip"'],
  [['migrate', '--fast'], 'migrate: there is no option --fast. "npx gatehouse migrate --help"'],
  [['start', '-x'], 'there is no option -x'],
  [['start', '--only'], '--only needs a value'],
  [['import', 'oneroster', 'a.zip', '--school', '--dry-run'], '--school needs a value'],
  [['audit', 'verify', '--json=yes'], '--json takes no value'],
  [['start', '--only', 'all'], '--only takes web and worker, not "all"'],
  [['import', 'oneroster', '--school', '123456'], 'takes one zip or folder'],
  [['import', 'oneroster', 'a.zip'], 'Say which school'],
  [['nonsense'], 'there is no command "nonsense"'],
])('%j is wrong use, and says what', async (argv, message) => {
  expect(await main(argv)).toBe(2);
  expect(err).toContain(message);
  expect(err).not.toContain('positional argument');
  expect(out).toBe('');
});

test.each([
  ['audit', 'audit verify'],
  ['import', 'import oneroster'],
])('%s alone names what it has', async (group, command) => {
  expect(await main([group])).toBe(2);
  expect(err).toContain(command);
  expect(await main([group, 'else'])).toBe(2);
  expect(err).toContain(`${group} has no "else"`);
  expect(await main([group, '--help'])).toBe(0);
  expect(out).toContain(command);
  expect(out).not.toContain('demo');
});

test('a port that is none is wrong use, in words of ours', async () => {
  vi.stubEnv('PORT', 'abc');
  expect(await main(['migrate'])).toBe(2);
  expect(err).toContain('PORT must be a number from 0 to 65535');
});

test('a port that is taken is named, with what to do', async () => {
  const server = createServer();
  const listen = (port: number) =>
    new Promise<number>((resolve, reject) => {
      const one = port === 0 ? server : createServer();
      one.once('error', reject);
      one.listen(port, '127.0.0.1', () => {
        const address = one.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
  const port = await listen(0);
  try {
    await expect(openPort('PORT', port, () => listen(port))).rejects.toMatchObject({
      userMessage: expect.stringMatching(new RegExp(`^Port ${port} is taken .* PORT=`)),
    });
  } finally {
    server.close();
  }
});
