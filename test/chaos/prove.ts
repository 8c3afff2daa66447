import { allMutants } from './mutants/all-mutants';
import { runMutants } from './mutants/run-mutants';
import { type PlannedTrial, planTrials } from './plan-trials';
import { type ProofArguments, readArguments } from './read-arguments';
import { holds, tellProof, tellTrial } from './tell-result';
import { resultOfTrial, type TrialResult } from './trial-result';

const say = (text: string): void => {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`);
};

/** The trials of one database, one after the other; the first that does not hold ends them. */
async function runLane(trials: readonly PlannedTrial[], asked: ProofArguments): Promise<readonly TrialResult[]> {
  const results: TrialResult[] = [];
  for (const plan of trials) {
    const result = await resultOfTrial(plan, (text) => say(`trial ${plan.number}: ${text}`));
    say(tellTrial(result, asked));
    results.push(result);
    if (!holds(result)) break;
  }
  return results;
}

async function proveMutants(seed: number): Promise<void> {
  say(`seed ${seed}: ${allMutants.length} safeguards are taken out, one by one`);
  const results = await runMutants(seed, ({ without, caught, claims, output }) => {
    say(
      caught
        ? `✓ without ${without}:\n${claims.map((says) => `    does not hold: ${says}`).join('\n')}`
        : `✗ without ${without}: nothing was seen\n${output}`,
    );
  });
  const caught = results.filter((result) => result.caught).length;
  process.stdout.write(`${caught} of ${results.length} are seen\n`);
  process.exitCode = caught === results.length ? 0 : 1;
}

async function main(): Promise<void> {
  const asked = readArguments(process.argv.slice(2));
  if (process.platform !== 'linux') {
    say('the proof runs on Linux alone: /proc tells it which worker a connection belongs to');
    process.exitCode = 2;
    return;
  }
  if (asked.mutants) return await proveMutants(asked.seed);
  const beginMs = Date.now();
  const planned = planTrials(asked).filter(({ number }) => asked.trial === undefined || number === asked.trial);
  say(`seed ${asked.seed}: ${asked.rows} rows in ${planned.length} trials, about ${asked.minutes} min`);
  const lanes = asked.databases.map((kind) => planned.filter(({ database }) => database === kind));
  const results = (await Promise.all(lanes.map((trials) => runLane(trials, asked)))).flat();
  process.stdout.write(tellProof(results, Date.now() - beginMs));
  process.stdout.write(`${results.filter(holds).length} trials hold, ${results.filter((each) => !holds(each)).length} do not\n`);
  process.exitCode = results.every(holds) && results.length === planned.length ? 0 : 1;
}

void main();
