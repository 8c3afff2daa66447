import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { databaseKinds, worldSeed } from '../e2e/world';
import { temporalExecutable } from '../support/temporal-executable';

/** As `npm run prove`, without its set-up, which the tests have had. */
async function prove(args: readonly string[]): Promise<Readonly<{ code: number | null; output: string }>> {
  const program = ['-r', join(__dirname, '../support/register-typescript.cjs'), join(__dirname, 'prove.ts')];
  const proof = spawn(process.execPath, [...program, ...args], {
    env: { ...process.env, PAYRUN_TEMPORAL_CLI: temporalExecutable() },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [proof.stdout, proof.stderr]) {
    stream.on('data', (part: Buffer) => {
      output += part.toString();
    });
  }
  const [code] = (await once(proof, 'close')) as [number | null];
  return { code, output };
}

const database = databaseKinds.at(-1) ?? 'embedded';

describe(`a short proof, seed ${worldSeed} (${database})`, () => {
  test('holds every claim', async () => {
    const { code, output } = await prove(['--seed', String(worldSeed + 1), '--rows', '150', '--minutes', '3', '--database', database]);
    if (code !== 0) process.stderr.write(output);
    expect(output).toContain('1 trials hold, 0 do not');
    expect(output).not.toContain('✗');
    expect(code).toBe(0);
  }, 900_000);

  test('refuses what it does not know, and says what it wants', async () => {
    const { code, output } = await prove(['--blows', 'earthquake']);
    expect(output).toContain('kill-workers');
    expect(code).not.toBe(0);
  });
});
