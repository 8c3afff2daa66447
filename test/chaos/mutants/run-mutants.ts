import { runProof } from '../run-proof';
import { allMutants } from './all-mutants';
import { buildMutant } from './build-mutant';
import type { Mutant } from './mutant';
import { testMutant } from './test-mutant';

export type MutantResult = Readonly<{ without: string; caught: boolean; claims: readonly string[]; output: string }>;

/** A short proof of the mutant's build, in a process of its own. It is caught if a claim does not hold. */
async function proveMutant(mutant: Mutant, blows: string, name: string, seed: number): Promise<MutantResult> {
  const build = buildMutant(mutant, name);
  const asked = ['--seed', String(seed), '--rows', '250', '--minutes', '4', '--database', 'embedded', '--blows', blows];
  const { code, output } = await runProof(asked, { PAYRUN_TEST_BUILD: build });
  const claims = [...output.matchAll(/does not hold: (.*)/g)].map(([, says = '']) => says);
  return { without: mutant.without, caught: code === 1 && claims.length > 0, claims, output };
}

async function runMutant(mutant: Mutant, name: string, seed: number): Promise<MutantResult> {
  const { without, seenBy } = mutant;
  if ('blows' in seenBy) return await proveMutant(mutant, seenBy.blows, name, seed);
  const { failed, output } = testMutant(mutant, seenBy);
  return { without, caught: failed, claims: [`${seenBy.says} (${seenBy.test})`], output };
}

/** Every mutant, two at a time. */
export async function runMutants(seed: number, told: (result: MutantResult) => void): Promise<readonly MutantResult[]> {
  const results: MutantResult[] = [];
  const waiting = allMutants.map((mutant, at) => ({ mutant, name: `mutant-${at + 1}` }));
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const result = await runMutant(next.mutant, next.name, seed);
      results.push(result);
      told(result);
    }
  };
  await Promise.all([lane(), lane()]);
  return results;
}
