import { checkFileWhole, type LiveFailure } from '../check/check-file-whole';
import type { FileCheck } from '../check/file-check';
import { rowsOfCheckedFile } from '../check/rows-of-checked-file';
import { type Approval, approvalWanted, stricterApproval } from '../domain/approval-policy';
import { batchId } from '../domain/batch-id';
import { limits } from '../domain/limits';
import type { RowIssue } from '../domain/row-issue';
import type { ServiceGateway } from '../gateway/service-gateway';
import { type AccountIdentity, accountIdentity } from '../store/accounts';
import type { DataKeys } from '../store/data-keys';
import type { Database } from '../store/database';
import type { DuplicatesPolicy } from '../store/duplicates-policy';
import type { Payroll } from '../store/payrolls/payroll';
import { paidPeriodBefore } from '../store/payrolls/payroll-runs';
import { storeDraft } from '../store/store-draft';
import type { DraftedRow } from '../store/store-rows';
import { changeSince } from './change-since';
import { claimForRun } from './claim-for-run';
import { shareOfChange } from './share-of-change';

export type PrepareDependencies = Readonly<{ db: Database; services: ServiceGateway; keys: DataKeys }>;

/** The file of a period, whole. `storedBy` is who answers for it. */
export type PeriodFile = Readonly<{ fileName: string; bytes: Buffer; storedBy: string }>;

export type PreparedBatch =
  /** Claimed, and to be started. */
  | Readonly<{ kind: 'claimed'; batchId: string }>
  /** Its run has ended, or begun anew with another file, and nothing was claimed. */
  | Readonly<{ kind: 'overtaken' }>
  | Readonly<{ kind: 'problems'; total: number; first: readonly RowIssue[] }>
  | Readonly<{ kind: 'conflicts'; total: number; otherBatch: string }>
  | Readonly<{ kind: 'gateway_silent'; failure: LiveFailure }>;

/** `roster`: the version that the file is of. `begunAt`: the run's last change when it was begun. */
type Period = Readonly<{ payroll: Payroll; period: string; roster: number | undefined; begunAt: Date; duplicates: DuplicatesPolicy }>;

/**
 * Makes a period's batch of a payroll's file, as `submit --period` would by hand: the same check, the same references, the same claim. Run
 * again after anything, or by two at once, it ends with the same batch.
 */
export async function prepareBatch(
  deps: PrepareDependencies,
  file: PeriodFile,
  { payroll, period, roster, begunAt, duplicates }: Period,
): Promise<PreparedBatch> {
  const { db, services, keys } = deps;
  const checked = await checkFileWhole([file.bytes], services, { period, isRoster: true });
  if (checked.file.issues.total > 0) return problemsOf(checked.file);
  if (checked.liveFailure !== undefined) return { kind: 'gateway_silent', failure: checked.liveFailure };
  const { contentHash, rowCount, totals } = checked.file;
  const { accountId, name, policy } = payroll;
  const { address, account, mode }: AccountIdentity = await accountIdentity(db, accountId);
  const facts = {
    id: batchId({ fileName: file.fileName, period, contentHash, address, account, mode }),
    accountId,
    fileName: file.fileName,
    contentHash,
    period,
    rowCount,
    totals,
    policy: { duplicates, onProblem: 'refuse' as const, schedule: name },
    submittedBy: file.storedBy,
  };
  const draft = await storeDraft(db, keys, facts, rowsOf(file.bytes, checked.file, period));
  const place = { accountId, payroll: name };
  const before = await paidPeriodBefore(db, { ...place, period });
  const now = { batchId: draft.batchId, bytes: file.bytes };
  const change = before === undefined || before.batchId === draft.batchId ? undefined : await changeSince(deps, place, before, now);
  const isMuchChanged = change !== undefined && policy.maxChange !== undefined && shareOfChange(change) > policy.maxChange;
  const byCeiling: Approval =
    policy.ceilings.length === 0 ? 'none' : approvalWanted({ approval: 'one', ceilings: policy.ceilings }, totals);
  const approval = stricterApproval(byCeiling, isMuchChanged ? 'one' : 'none');
  const request = { batchId: draft.batchId, duplicates, actor: `payroll ${name}`, approval };
  const claimed = await claimForRun(db, { payroll, period, roster, begunAt, change, isMuchChanged }, request);
  if (claimed.kind === 'refused') {
    return { kind: 'conflicts', total: claimed.conflictsTotal, otherBatch: claimed.conflicts[0]?.otherBatch ?? '' };
  }
  if (claimed.kind === 'details_erased') throw new Error(`batch ${draft.batchId} was not stored whole`);
  return claimed.kind === 'overtaken' ? claimed : { kind: 'claimed', batchId: draft.batchId };
}

const problemsOf = ({ issues }: FileCheck): PreparedBatch => ({
  kind: 'problems',
  total: issues.total,
  first: issues.kept.slice(0, limits.payrollProblemsKeptMax),
});

async function* rowsOf(bytes: Buffer, checked: FileCheck, period: string): AsyncGenerator<DraftedRow> {
  for await (const rows of rowsOfCheckedFile([bytes], checked, { period })) yield* rows;
}
