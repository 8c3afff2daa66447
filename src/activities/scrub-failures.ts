import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import type { Logger } from 'pino';
import { DatabaseUnreachable } from '../store/database-unreachable';
import { DetailsErased } from '../store/details-erased';
import { SealBroken } from '../store/seal-broken';
import { StatementFailed } from '../store/statement-failed';

/** Errors of our own whose messages are made of codes, names of parts and line numbers. */
const safe = [DatabaseUnreachable, StatementFailed, SealBroken, DetailsErased];

/** Where it happened, without the first lines: they repeat the message. */
const framesOf = (error: Error): string =>
  (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');

/**
 * What may leave an activity. Temporal stores a failure's message, stack and causes in plain text, and an error of a library may quote
 * what it was working on: a row's details, a statement's values. So causes stay here, and so do all messages but our own.
 */
export function scrubFailure(error: unknown, activity: string, log: Logger): unknown {
  if (error instanceof ApplicationFailure || error instanceof CancelledFailure) return error;
  if (!(error instanceof Error)) return ApplicationFailure.nonRetryable(`${activity} met something that is no error`, 'Unexpected');
  if (safe.some((known) => error instanceof known)) {
    return ApplicationFailure.create({ type: error.name, message: error.message, nonRetryable: error instanceof DetailsErased });
  }
  log.error({ activity, error: error.name, frames: framesOf(error) }, 'an activity met an unexpected error');
  return ApplicationFailure.nonRetryable(`${activity} met an unexpected ${error.name}: see the worker's log`, error.name);
}

/** Wraps every activity so that nothing but scrubbed failures leaves it. */
export function scrubActivities<Activities extends object>(activities: Activities, log: Logger): Activities {
  const wrapped = Object.entries(activities).map(([name, activity]: [string, (...args: unknown[]) => Promise<unknown>]) => [
    name,
    async (...args: unknown[]) => {
      try {
        return await activity(...args);
      } catch (error) {
        throw scrubFailure(error, name, log);
      }
    },
  ]);
  return Object.fromEntries(wrapped) as Activities;
}
