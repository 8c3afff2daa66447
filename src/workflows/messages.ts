import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { BatchStanding, ResolveTold, RetryTold } from '../activities/payrun-activities';
import type { ControlAction, ControlResult } from '../domain/control';

/** How the batch stood when the workflow last asked the database; `undefined` before the first round. */
export const progressQuery = defineQuery<BatchStanding | undefined>('progress');

/** The database has changed (a gate opened, rows were reopened): look now rather than at the end of the sleep. */
export const wakeSignal = defineSignal('wake');

/** Who presses a button in the Temporal UI may say who they are and why; nobody checks it, so it is no second person's word. */
type Words = Readonly<{ by?: string; because?: string }>;

/** Nothing at all is what an empty field of the Temporal UI sends. */
type ControlMessage = Words | null | undefined;

/** One update for each control, of its name. */
export const controlUpdates = {
  pause: defineUpdate<ControlResult, [ControlMessage]>('pause'),
  resume: defineUpdate<ControlResult, [ControlMessage]>('resume'),
  cancel: defineUpdate<ControlResult, [ControlMessage]>('cancel'),
} as const satisfies Readonly<Record<ControlAction, unknown>>;

/** `hash`: the first characters of the content hash that is approved; or `refuse`. */
type ApprovalMessage = Words & Readonly<{ hash?: string; refuse?: true }>;

export const approveUpdate = defineUpdate<'approved' | 'refused' | 'already', [ApprovalMessage]>('approve');

/** `lines`: such as `3,7-9`, all or none; `outcome`: whatever ended so, as far as it may be sent again. */
export type RetryMessage = Words & Readonly<{ lines?: string; outcome?: string }>;

export const retryUpdate = defineUpdate<RetryTold, [RetryMessage]>('retry');

/** `despite`: even if the gateway, asked once more, contradicts it. */
export type ResolveMessage = Readonly<{ line: number; as: string; because: string; by?: string; despite?: true }>;

export const resolveUpdate = defineUpdate<ResolveTold, [ResolveMessage]>('resolve');
