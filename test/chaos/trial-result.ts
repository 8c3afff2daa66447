import { rootOf } from './claims/root-of';
import type { Evidence } from './evidence';
import { gatherEvidence } from './gather-evidence';
import { type Judged, judgeTrial } from './judge-trial';
import type { PlannedTrial } from './plan-trials';
import { longBlowsMs, runTrial } from './run-trial';
import { settleTrial } from './settle-trial';
import { tellRow } from './tell-row';
import { Trial } from './trial';

export type TrialResult = Readonly<{
  plan: PlannedTrial;
  tookMs: number;
  /** Rows by outcome, as the reports say. */
  outcomes: Readonly<Record<string, number>>;
  requests: number;
  movements: number;
  blows: ReadonlyMap<string, number>;
  judged: readonly Judged[];
  /** The calls of some rows for which a claim does not hold. */
  stories: readonly string[];
  /** What broke the trial itself. */
  error: string | undefined;
  /** Kept where something is wrong. */
  folder: string | undefined;
}>;

const storiesMax = 3;

function outcomesOf({ files }: Evidence): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { outcome = '' } of files.flatMap(({ report }) => report)) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

async function judgeAll(trial: Trial): Promise<Pick<TrialResult, 'outcomes' | 'requests' | 'movements' | 'judged' | 'stories'>> {
  const invoicesBefore = await trial.world.sandbox.control.invoices();
  const open = await settleTrial(trial);
  const stuck: Judged = {
    says: 'every batch ends once everything works again',
    breaches: open.map(({ batchId, openRows }) => ({ reference: undefined, what: `${batchId}: ${openRows} rows are still open` })),
  };
  const evidence = await gatherEvidence(trial, invoicesBefore);
  for (const { sent_reference: sentAs = '', outcome } of evidence.files.flatMap(({ report }) => report)) {
    const again = sentAs.slice(rootOf(sentAs).length);
    if (again !== '') trial.count(`row sent again as ${again}, ${outcome} in the end`);
  }
  const judged = [stuck, ...(await judgeTrial(evidence))];
  const broken = judged.flatMap(({ breaches }) =>
    breaches.flatMap(({ reference }) => (reference === undefined ? [] : [rootOf(reference)])),
  );
  const stories: string[] = [];
  for (const reference of [...new Set(broken)].slice(0, storiesMax)) stories.push((await tellRow(evidence, reference)).join('\n'));
  const { movements, requests } = evidence;
  return { outcomes: outcomesOf(evidence), requests: requests.length, movements: movements.length, judged, stories };
}

/** One trial from its start to its verdict. A trial in which anything is wrong leaves its folder. */
export async function resultOfTrial(plan: PlannedTrial, say: (text: string) => void): Promise<TrialResult> {
  const beginMs = Date.now();
  const { seed, database, blows, blowsForMs } = plan;
  const trial = await Trial.start({ seed, database, people: blows.includes('people'), isLong: blowsForMs > longBlowsMs, say });
  const nothing = { outcomes: {}, requests: 0, movements: 0, judged: [], stories: [] };
  let [result, error]: [typeof nothing | Awaited<ReturnType<typeof judgeAll>>, string | undefined] = [nothing, undefined];
  try {
    await runTrial(trial, plan);
    say('everything works again; waiting for all batches to end');
    result = await judgeAll(trial);
  } catch (thrown) {
    error = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  }
  const holds = error === undefined && result.judged.every(({ breaches }) => breaches.length === 0);
  await trial.stop({ keep: !holds });
  const folder = holds ? undefined : trial.world.folder;
  return { plan, tookMs: Date.now() - beginMs, blows: trial.tally, error, folder, ...result };
}
