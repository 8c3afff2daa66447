import { asyncLocalStorage, type Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import pino from 'pino';
import { createInvoice } from '../../src/activities/create-invoice';
import { lookUpInvoice } from '../../src/activities/look-up-invoice';
import { processInvoice } from '../../src/activities/process-invoice';
import { settleInvoice } from '../../src/activities/settle-invoice';
import type { StepDependencies } from '../../src/activities/step-dependencies';
import type { StepResult } from '../../src/activities/step-result';
import { limits } from '../../src/domain/limits';
import type { Step } from '../../src/domain/step';
import type { Ask } from './ask';

/** One activity as Temporal would start it. */
export type Work = Readonly<{ step: Step; attempt: number; afterSend?: string }>;

/** An answer, and when the worker came to read it. */
type Reply = Readonly<{ value: unknown; atMs: number }>;

/** How an activity's attempt ended: its result, or the wish for another attempt. */
export type Ended = Readonly<{ result: StepResult }> | Readonly<{ again: string; delayMs: number }>;

/**
 * An attempt under way: all that it was told so far, and the question it is about to ask (`asks`), or the answer that it has not read yet
 * (`told`). The activities' code depends on nothing else, so that running it again with the same answers brings it to the same point.
 */
export type Attempt = Readonly<{
  work: Work;
  begunAtMs: number;
  log: readonly Reply[];
  next: Readonly<{ asks: Ask }> | Readonly<{ told: unknown }>;
}>;

export const timing = { requestTimeoutMs: 30_000, startToCloseMs: 30_000 + limits.sendMarginMs } as const;

const row = { batchId: 'batch', line: 2, round: 1 } as const;
const log = pino({ level: 'silent' });
const context = { info: { scheduleToCloseTimeoutMs: 0 } } as Context;

/** The activities' dependencies, each of which is a question to the world. */
function dependenciesOf(ask: <Value>(question: Ask) => Promise<Value>): StepDependencies {
  return {
    testMode: true,
    timing,
    deadlineMs: Number.MAX_SAFE_INTEGER,
    log,
    ramp: { take: () => Promise.resolve(() => undefined), passed: () => undefined, troubled: () => undefined },
    openDetails: () => ({ fields: {} }),
    gates: {
      takeProbe: () => ask({ of: 'takeProbe' }),
      noteFairAnswer: () => undefined,
      noteSendAnswer: (news, probe) => ask({ of: 'noteSendAnswer', news, probe }),
    },
    gateway: {
      createInvoice: () => ask({ of: 'gateway', request: { call: 'create', invoiceId: '' } }),
      processInvoice: (invoiceId) => ask({ of: 'gateway', request: { call: 'process', invoiceId } }),
      readInvoice: (invoiceId) => ask({ of: 'gateway', request: { call: 'read', invoiceId } }),
      findInvoice: () => ask({ of: 'gateway', request: { call: 'find', invoiceId: '' } }),
    },
    journal: {
      beginSend: (intent) => ask({ of: 'beginSend', intent, probe: false }),
      beginProbe: (intent) => ask({ of: 'beginSend', intent, probe: true }),
      beginRead: ({ step }) => ask({ of: 'beginRead', step }),
      completeSend: (call) => ask({ of: 'complete', call, fence: undefined }),
      completeRead: (call, fence) => ask({ of: 'complete', call, fence }),
      loadFacts: () => ask({ of: 'facts' }),
      closeNeverCreated: ({ newestSend }) => ask({ of: 'closeNeverCreated', newestSend }),
    },
  };
}

function activityOf({ step, attempt, afterSend }: Work, deps: StepDependencies): Promise<StepResult> {
  switch (step) {
    case 'create':
      return createInvoice(deps, row);
    case 'look_up':
      return lookUpInvoice(deps, row, attempt);
    case 'process':
      return processInvoice(deps, afterSend === undefined ? row : { ...row, afterSend });
    default:
      return settleInvoice(deps, row, attempt);
  }
}

function endedBy(error: unknown): Ended {
  if (!(error instanceof ApplicationFailure) || error.nonRetryable) throw error;
  return { again: error.type ?? '', delayMs: Number(error.nextRetryDelay) };
}

/** The activities read two clocks: both are the model's while their code runs, which is never longer than a few microtasks. */
async function atTimesOf<Result>(clock: () => number, run: () => Promise<Result>): Promise<Result> {
  const [wallNow, monotonicNow] = [Date.now, performance.now];
  Date.now = clock;
  performance.now = clock;
  try {
    return await run();
  } finally {
    Date.now = wallNow;
    performance.now = monotonicNow;
  }
}

/** Runs the real activity with the answers that it was given until it asks something new, or ends. */
export function runActivity(work: Work, begunAtMs: number, replies: readonly Reply[]): Promise<Ask | Ended> {
  let [told, nowMs] = [0, begunAtMs];
  return atTimesOf(
    () => nowMs,
    () =>
      new Promise((resolve, reject) => {
        const ask = <Value>(question: Ask): Promise<Value> => {
          const reply = replies[told];
          if (reply === undefined) {
            resolve(question);
            return new Promise<Value>(() => undefined);
          }
          told += 1;
          nowMs = reply.atMs;
          return Promise.resolve(reply.value as Value);
        };
        const deps = dependenciesOf(ask);
        asyncLocalStorage
          .run(context, () => activityOf(work, deps))
          .then((result) => resolve({ result }))
          .catch((error: unknown) => {
            try {
              resolve(endedBy(error));
            } catch (bug) {
              reject(bug);
            }
          });
      }),
  );
}
