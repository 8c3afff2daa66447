import type { CutShort } from '../domain/cut-short';
import type { Database } from '../store/database';
import type { DuplicatesPolicy } from '../store/duplicates-policy';
import type { Payroll, PayrollRun } from '../store/payrolls/payroll';
import { beginRun, findRun, type RunRequest } from '../store/payrolls/payroll-runs';
import { findRoster, openRoster } from '../store/payrolls/rosters';
import { type PeriodFile, type PrepareDependencies, type PreparedBatch, prepareBatch } from './prepare-batch';
import { type RunRefusal, refuseRun } from './refuse-run';

export type PeriodRun = Readonly<{
  payroll: Payroll;
  period: string;
  /** None for a run with a name of its own. */
  payDate: string | undefined;
  dueAt: Date;
  askedBy: string;
  isByHand: boolean;
  duplicates: DuplicatesPolicy;
  /** SHA-256 (hex) of the file that the person who asks has seen; none pays whichever there is. */
  contentHash?: string | undefined;
}>;

export type PeriodOutcome =
  /** Its batch is claimed; start it. */
  | Readonly<{ kind: 'batch'; batchId: string }>
  /** The period was run before, by whoever. */
  | Readonly<{ kind: 'already'; batchId: string | undefined }>
  | Readonly<{ kind: 'refused'; why: string }>
  /** Somebody has begun it anew meanwhile, or its payroll is another one: ask again. */
  | Readonly<{ kind: 'begun_anew' }>
  /** The gateway's rules are out of reach: ask again. */
  | Readonly<{ kind: 'gateway_silent' }>;

/** The file that the period pays; `undefined`: there is none. */
async function fileOf(
  { db, keys }: PrepareDependencies,
  { accountId, name }: Payroll,
  { roster: version }: PayrollRun,
): Promise<(PeriodFile & Readonly<{ contentHash: string }>) | undefined> {
  const place = { accountId, payroll: name };
  const roster = version === undefined ? undefined : await findRoster(db, place, version);
  if (roster === undefined) return undefined;
  const { fileName, contentHash, storedBy } = roster;
  return { fileName, contentHash, bytes: await openRoster(db, keys, place, roster.version), storedBy };
}

/**
 * Runs one period of a payroll up to its claimed batch: once, whoever asks and however often. A period that is refused tells why, sends a
 * notice, and may be run again once it is mended.
 */
export async function runPeriod(deps: PrepareDependencies, request: PeriodRun): Promise<PeriodOutcome> {
  const { payroll, period, askedBy, isByHand } = request;
  const begun = begunBy(request);
  const run = await beginRun(deps.db, begun);
  if (run?.state !== 'running') return outcomeOf(run);
  const file = await fileOf(deps, payroll, run);
  if (file !== undefined && request.contentHash !== undefined && file.contentHash !== request.contentHash) {
    // A run that others have begun goes on without this one's word.
    if (isByHand && run.askedBy === askedBy) await refuseRun(deps.db, payroll, period, { why: 'content_changed' });
    return { kind: 'refused', why: 'content_changed' };
  }
  const prepared = file && (await prepareBatch(deps, file, { ...request, roster: run.roster, begunAt: run.changedAt }));
  if (prepared?.kind === 'gateway_silent') return { kind: 'gateway_silent' };
  if (prepared?.kind === 'claimed') return { kind: 'batch', batchId: prepared.batchId };
  if (prepared?.kind === 'overtaken') return outcomeOf(await findRun(deps.db, begun));
  const refusal = prepared === undefined && payroll.source.kind === 'inbox' ? ({ why: 'no_file' } as const) : refusalOf(prepared);
  await refuseRun(deps.db, payroll, period, refusal);
  return { kind: 'refused', why: refusal.why };
}

function refusalOf(prepared: Extract<PreparedBatch, { kind: 'problems' | 'conflicts' }> | undefined): RunRefusal {
  if (prepared === undefined) return { why: 'no_roster' };
  if (prepared.kind === 'problems') return { why: 'problems', problems: prepared.total, first: prepared.first };
  return { why: 'paid_already', rows: prepared.total, otherBatch: prepared.otherBatch };
}

/**
 * Refuses a period whose run is cut short, if nobody has brought it further meanwhile: an answer that was lost may have said that it is paid.
 * Who cancels a run stops no one else's of the same period.
 */
export async function refusePeriod(db: Database, request: PeriodRun, why: CutShort): Promise<PeriodOutcome> {
  const begun = begunBy(request);
  const run = (await findRun(db, begun)) ?? (await beginRun(db, begun));
  if (why === 'canceled' && run?.state === 'running' && run.askedBy !== request.askedBy) return { kind: 'refused', why };
  await refuseRun(db, request.payroll, request.period, { why });
  return outcomeOf(await findRun(db, begun));
}

function begunBy({ payroll, period, payDate, dueAt, askedBy, isByHand }: PeriodRun): RunRequest {
  const { accountId, name, source } = payroll;
  const file = source.kind === 'inbox' ? 'kept' : 'newest';
  return { accountId, payroll: name, period, payDate, dueAt, askedBy, isByHand, file };
}

/** What a run has come to that goes on without the one who asks. What was told as refused stays so until somebody asks for it anew. */
function outcomeOf(run: PayrollRun | undefined): PeriodOutcome {
  switch (run?.state) {
    case undefined:
      return { kind: 'refused', why: 'deleted' };
    case 'paid_from':
      return { kind: 'already', batchId: run.batchId };
    case 'refused':
      return { kind: 'refused', why: String(run.details.why) };
    default:
      return { kind: 'begun_anew' };
  }
}
