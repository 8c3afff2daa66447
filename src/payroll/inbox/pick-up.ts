import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { checkFileLocally } from '../../check/check-file-locally';
import { inboxFileName } from '../../domain/inbox-file-name';
import type { InboxRefusal } from '../../domain/inbox-refusal';
import { limits } from '../../domain/limits';
import { shownFileName } from '../../domain/shown-file-name';
import type { PayrollSource } from '../../store/payrolls/payroll';
import { beginRun } from '../../store/payrolls/payroll-runs';
import { type Awaited, noteAwaited, notePickup, takeForRun } from '../../store/payrolls/pickups';
import type { PrepareDependencies } from '../prepare-batch';
import { type RunRefusal, refuseRun } from '../refuse-run';
import type { PeriodRun } from '../run-period';
import { controlProblems } from './control-problems';
import { fileOwner } from './file-owner';
import { type FoundFile, readWholeFile } from './read-whole-file';
import { readyFolder } from './ready-folder';

type Inbox = Extract<PayrollSource, { kind: 'inbox' }>;

export type PickUp =
  /** The period has its file in the database, or was run before. */
  | Readonly<{ kind: 'ready' }>
  | Readonly<{ kind: 'refused'; why: string }>
  /** Look again, within this time. */
  | Readonly<{ kind: 'awaited'; what: string; withinMs: number }>;

/** `stillMs`: how long a file must stay the same, if not as usual. */
type Request = Omit<PeriodRun, 'duplicates'> & Readonly<{ source: Inbox; lookingSince: Date; stillMs?: number }>;

/** Why a file is not taken, and until when (ms since 1970) that may change by itself. */
type Obstacle = Readonly<{ refusal: RunRefusal; untilMs: number }>;

const always = (why: InboxRefusal | 'content_changed'): Obstacle => ({ refusal: { why }, untilMs: 0 });

/**
 * One look for the file of a period. A file that is whole is sealed into the database as what this period pays; from then on nothing that
 * happens in the folder changes the period. Until the cut-off (the pay moment and the payroll's wait; by hand at once) it is awaited, and
 * then refused.
 */
export async function pickUp(deps: PrepareDependencies, request: Request): Promise<PickUp> {
  const { payroll, period, payDate, dueAt, askedBy, isByHand, source } = request;
  const { accountId, name: payrollName } = payroll;
  const run = await beginRun(deps.db, {
    ...{ accountId, payroll: payrollName, period, payDate, dueAt, askedBy, isByHand },
    file: 'awaited',
  });
  if (run === undefined) return { kind: 'refused', why: 'deleted' };
  if (run.state !== 'running' || run.roster !== undefined) return { kind: 'ready' };
  const name = inboxFileName(source.pattern, period);
  const obstacle = name === undefined ? always('pattern_unusable') : await tryToTake(deps, request, name);
  if (obstacle === undefined) return { kind: 'ready' };
  const { refusal, untilMs } = obstacle;
  const { why } = refusal;
  const withinMs = untilMs - Date.now();
  if (withinMs > 0) {
    const awaits = shownFileName(name ?? '');
    if (!isByHand) await noteAwaited(deps.db, payroll, period, { awaits, until: new Date(untilMs).toISOString() });
    return { kind: 'awaited', what: why, withinMs };
  }
  // Somebody asks by hand while the period's own run still waits, which goes on doing so.
  if (isByHand && isAwaited(run.details as Partial<Awaited>)) return { kind: 'refused', why };
  await refuseRun(deps.db, payroll, period, refusal);
  return { kind: 'refused', why };
}

const isAwaited = ({ until }: Partial<Awaited>): boolean => until !== undefined && Date.parse(until) > Date.now();

/** Seals the file if it can be; `undefined`: the run has its file. */
async function tryToTake(deps: PrepareDependencies, request: Request, name: string): Promise<Obstacle | undefined> {
  const { payroll, period, dueAt, isByHand, source, lookingSince, stillMs } = request;
  const { folder, waitMs } = source;
  const cutOffMs = isByHand ? 0 : dueAt.getTime() + waitMs;
  const graceMs = lookingSince.getTime() + limits.inboxFolderGraceMs;
  const state = await readyFolder(folder);
  if (state === 'missing') return { refusal: { why: 'folder_missing' }, untilMs: Math.max(cutOffMs + limits.inboxFolderGraceMs, graceMs) };
  if (state === 'unusable') return { refusal: { why: 'folder_unusable' }, untilMs: graceMs };
  const found = await readWholeFile(join(folder, name), stillMs);
  switch (found.kind) {
    case 'none':
      return { refusal: { why: 'no_file' }, untilMs: cutOffMs };
    case 'unfinished':
      return { refusal: { why: 'file_unfinished' }, untilMs: cutOffMs };
    case 'odd':
      await notePickup(deps.db, payroll, period, { folder, name });
      return always(found.why);
    case 'whole':
      return await takeWhole(deps, request, name, found);
  }
}

/** Its rows and sums are what can be read of it, however broken it is: the check is the run's. Totals that lie beside it are held against it here. */
async function takeWhole(
  { db, keys }: PrepareDependencies,
  { payroll, period, source: { folder }, contentHash: seenHash }: Request,
  name: string,
  { bytes, ownerId }: Extract<FoundFile, { kind: 'whole' }>,
): Promise<Obstacle | undefined> {
  const contentHash = createHash('sha256').update(bytes).digest('hex');
  // It stays where it lies, to be looked at once more.
  if (seenHash !== undefined && seenHash !== contentHash) return always('content_changed');
  const pickup = { folder, name };
  const checked = await checkFileLocally([bytes], { period, isRoster: true });
  const wrong = await controlProblems(join(folder, name), checked);
  if (wrong.length > 0) {
    await notePickup(db, payroll, period, pickup);
    return { refusal: { why: 'problems', problems: wrong.length, first: wrong }, untilMs: 0 };
  }
  const { rowCount, totals } = checked;
  const facts = { fileName: shownFileName(name), contentHash, rowCount, totals, storedBy: await fileOwner(folder, ownerId) };
  await takeForRun(db, payroll, period, { keys, facts, bytes, pickup });
  return undefined;
}
