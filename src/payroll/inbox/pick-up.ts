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
import { refuseRun } from '../refuse-run';
import type { PeriodRun } from '../run-period';
import { fileOwner } from './file-owner';
import { readWholeFile } from './read-whole-file';
import { readyFolder } from './ready-folder';

type Inbox = Extract<PayrollSource, { kind: 'inbox' }>;

export type PickUp =
  /** The period has its file in the database, or was run before. */
  | Readonly<{ kind: 'ready' }>
  | Readonly<{ kind: 'refused'; why: InboxRefusal }>
  /** Look again, within this time. */
  | Readonly<{ kind: 'awaited'; what: string; withinMs: number }>;

/** `stillMs`: how long a file must stay the same, if not as usual. */
type Request = Omit<PeriodRun, 'duplicates'> & Readonly<{ source: Inbox; lookingSince: Date; stillMs?: number }>;

/** What stands in the way of taking a file, and until when (ms since 1970) that may change by itself. */
type Obstacle = Readonly<{ why: InboxRefusal; untilMs: number }>;

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
  if (run.state !== 'running' || run.roster !== undefined) return { kind: 'ready' };
  const name = inboxFileName(source.pattern, period);
  const obstacle = name === undefined ? { why: 'pattern_unusable' as const, untilMs: 0 } : await tryToTake(deps, request, name);
  if (obstacle === undefined) return { kind: 'ready' };
  const { why, untilMs } = obstacle;
  const withinMs = untilMs - Date.now();
  if (withinMs > 0) {
    const awaits = shownFileName(name ?? '');
    if (!isByHand) await noteAwaited(deps.db, payroll, period, { awaits, until: new Date(untilMs).toISOString() });
    return { kind: 'awaited', what: why, withinMs };
  }
  // Somebody asks by hand while the period's own run still waits, which goes on doing so.
  if (isByHand && isAwaited(run.details as Partial<Awaited>)) return { kind: 'refused', why };
  await refuseRun(deps.db, payroll, period, { why });
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
  if (state === 'missing') return { why: 'folder_missing', untilMs: Math.max(cutOffMs + limits.inboxFolderGraceMs, graceMs) };
  if (state === 'unusable') return { why: 'folder_unusable', untilMs: graceMs };
  const found = await readWholeFile(join(folder, name), stillMs);
  switch (found.kind) {
    case 'none':
      return { why: 'no_file', untilMs: cutOffMs };
    case 'unfinished':
      return { why: 'file_unfinished', untilMs: cutOffMs };
    case 'odd':
      await notePickup(deps.db, payroll, period, { folder, name });
      return { why: found.why, untilMs: 0 };
    case 'whole': {
      const facts = {
        fileName: shownFileName(name),
        ...(await factsOf(found.bytes, period)),
        storedBy: await fileOwner(folder, found.ownerId),
      };
      await takeForRun(deps.db, payroll, period, { keys: deps.keys, facts, bytes: found.bytes, pickup: { folder, name } });
      return undefined;
    }
  }
}

/** Of the whole file, however broken: its rows and sums are what could be read of it. */
async function factsOf(bytes: Buffer, period: string) {
  const { rowCount, totals } = await checkFileLocally([bytes], { period, isRoster: true });
  return { contentHash: createHash('sha256').update(bytes).digest('hex'), rowCount, totals };
}
