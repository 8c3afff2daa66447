import type { ProofArguments } from './read-arguments';
import type { TrialResult } from './trial-result';

const breachesShownMax = 5;

export const holds = ({ error, judged }: TrialResult): boolean =>
  error === undefined && judged.every(({ breaches }) => breaches.length === 0);

const minutes = (ms: number): string => `${(ms / 60_000).toFixed(1)} min`;

const listed = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .sort(([, one], [, other]) => other - one)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');

/** A trial's end as a person wants it: one line where all holds, else what does not, for which rows, and how to see it again. */
export function tellTrial(result: TrialResult, { seed, rows, minutes: asked }: ProofArguments): string {
  const { plan, tookMs, outcomes, requests, blows } = result;
  const fallen = [...blows.values()].reduce((sum, count) => sum + count, 0);
  const head = `trial ${plan.number} (${plan.database}, seed ${plan.seed}): ${listed(outcomes)}; ${requests} requests, ${fallen} blows, ${minutes(tookMs)}`;
  if (holds(result)) return `✓ ${head}`;
  const broken = result.judged.filter(({ breaches }) => breaches.length > 0);
  return [
    `✗ ${head}`,
    ...(result.error === undefined ? [] : [`  it broke: ${result.error}`]),
    ...broken.flatMap(({ says, breaches }) => [
      `  does not hold: ${says}`,
      ...breaches.slice(0, breachesShownMax).map(({ reference, what }) => `    ${reference ?? 'the whole'}: ${what}`),
      ...(breaches.length > breachesShownMax ? [`    and ${breaches.length - breachesShownMax} more`] : []),
    ]),
    ...result.stories,
    `  what is left of it: ${result.folder}`,
    `  to see it again: npm run prove -- --seed ${seed} --rows ${rows} --minutes ${asked} --database ${plan.database} --trial ${plan.number}`,
  ].join('\n');
}

/** All trials together: the figures that docs/proof.md shows. */
export function tellProof(results: readonly TrialResult[], tookMs: number): string {
  const blows = new Map<string, number>();
  const outcomes: Record<string, number> = {};
  for (const result of results) {
    for (const [name, count] of result.blows) blows.set(name, (blows.get(name) ?? 0) + count);
    for (const [name, count] of Object.entries(result.outcomes)) outcomes[name] = (outcomes[name] ?? 0) + count;
  }
  const rows = Object.values(outcomes).reduce((sum, count) => sum + count, 0);
  const kills = [...blows].filter(([name]) => name.startsWith('kill of')).reduce((sum, [, count]) => sum + count, 0);
  const sum = (pick: (result: TrialResult) => number): number => results.reduce((total, result) => total + pick(result), 0);
  const claims = [...new Set(results.flatMap(({ judged }) => judged.map(({ says }) => says)))];
  const breached = (says: string): number =>
    sum(({ judged }) => judged.filter((claim) => claim.says === says).reduce((total, { breaches }) => total + breaches.length, 0));
  return [
    '',
    `${rows} rows: ${listed(outcomes)}`,
    `${sum(({ requests }) => requests)} requests, ${sum(({ movements }) => movements)} movements of money, ${kills} kills, ${minutes(tookMs)}, ${(rows / (tookMs / 1_000)).toFixed(1)} rows/s`,
    '',
    ...[...blows].sort(([one], [other]) => one.localeCompare(other)).map(([name, count]) => `${String(count).padStart(5)}  ${name}`),
    '',
    ...claims.map((says) => `${breached(says) === 0 ? '✓' : '✗'} ${says}${breached(says) === 0 ? '' : `: ${breached(says)} breaches`}`),
    '',
  ].join('\n');
}
