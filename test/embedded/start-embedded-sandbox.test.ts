import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedSandbox, startEmbeddedSandbox } from '../../src/embedded/start-embedded-sandbox';

const register = join(__dirname, '../support/register-typescript.cjs');
let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'payrun-sandbox-'));
});
afterEach(async () => {
  for (const sandbox of started.splice(0)) await sandbox.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const started: EmbeddedSandbox[] = [];
async function start(program = '../../src/sandbox/sandbox-process.ts'): Promise<EmbeddedSandbox> {
  const sandbox = await startEmbeddedSandbox({ dataDir, program: ['-r', register, join(__dirname, program)] });
  started.push(sandbox);
  return sandbox;
}
const status = async (url: string) => (await fetch(`${url}/account/profile`)).status;

test('another program that answers on the port is not taken for the sandbox', async () => {
  const { url } = await start('late-sandbox-process.ts');
  expect(await status(url)).toBe(401);
});

test('a second start on a folder whose owner runs is refused, and the first sandbox goes on', async () => {
  const { url } = await start();
  await expect(start()).rejects.toThrow(`process ${process.pid} runs on ${dataDir} already`);
  expect(await status(url)).toBe(401);
});
