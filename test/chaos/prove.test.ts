import { databaseKinds, worldSeed } from '../e2e/world';
import { temporalExecutable } from '../support/temporal-executable';
import { runProof } from './run-proof';

/** As `npm run prove`, without its set-up, which the tests have had. */
const prove = (args: readonly string[]) => runProof(args, { PAYRUN_TEMPORAL_CLI: temporalExecutable() });

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
