import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { upsertSearchAttributes } from '@temporalio/workflow';
import type { BatchStanding } from '../activities/payrun-activities';
import type { BatchState, Outcome } from '../domain/outcome';

export const stateKey = defineSearchAttributeKey('PayrunState', SearchAttributeType.KEYWORD);
export const scheduleKey = defineSearchAttributeKey('PayrunSchedule', SearchAttributeType.KEYWORD);
export const periodKey = defineSearchAttributeKey('PayrunPeriod', SearchAttributeType.KEYWORD);
const heldKey = defineSearchAttributeKey('PayrunHeld', SearchAttributeType.KEYWORD_LIST);
const paidKey = defineSearchAttributeKey('PayrunPaid', SearchAttributeType.INT);
const failedKey = defineSearchAttributeKey('PayrunFailed', SearchAttributeType.INT);
const unknownKey = defineSearchAttributeKey('PayrunUnknown', SearchAttributeType.INT);

const rowsOf = (standing: BatchStanding, outcomes: readonly Outcome[]): number =>
  standing.sums.filter(({ outcome }) => outcomes.includes(outcome)).reduce((rows, sum) => rows + sum.rows, 0);

/** Tells the list of workflows how a batch stands. An upsert costs an event, so only news is told. */
export function attributeTeller(): (state: BatchState, standing: BatchStanding) => void {
  let [told, toldHeld] = ['', ''];
  return (state, standing) => {
    const paid = rowsOf(standing, ['paid', 'partially_paid']);
    const failed = rowsOf(standing, ['failed', 'rejected', 'reversed']);
    const held = standing.held.join(',');
    const words = [state, paid, failed, standing.unknown, held].join('/');
    if (words === told) return;
    told = words;
    upsertSearchAttributes([
      { key: stateKey, value: state },
      { key: paidKey, value: paid },
      { key: failedKey, value: failed },
      { key: unknownKey, value: standing.unknown },
      ...(held === toldHeld ? [] : [{ key: heldKey, value: [...standing.held] }]),
    ]);
    toldHeld = held;
  };
}
