import { ApplicationFailure, noopMetricMeter } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import pino from 'pino';
import type { BatchDependencies } from '../../src/activities/batch-dependencies';
import { deliverNotice } from '../../src/activities/deliver-notice';
import { createTurnstile } from '../../src/activities/turnstile';
import { limits } from '../../src/domain/limits';
import type { NoticeEnd } from '../../src/domain/notice';
import { createMetrics } from '../../src/metrics/metrics';
import type { Receipt } from '../../src/notices/notice-receiver';
import { appendNotice } from '../../src/store/notices/append-notice';
import { describeOnEachDatabase } from '../support/databases';
import { newAccount } from '../support/draft-of';

type Again = Readonly<{ again: string; message: string; delayMs: number }>;

describeOnEachDatabase('the delivery of a notice', (database) => {
  const failed = (answer: string, retryAfterMs?: number): Receipt => ({ kind: 'failed', answer, retryAfterMs });

  /** A notice, and tries of it that are answered so; time passes at once. */
  const startTries = async () => {
    const db = database();
    const accountId = await newAccount(db);
    await appendNotice(db, { kind: 'breaker_open', accountId, details: { cause: 'trouble' } });
    const [row] = await db.query<{ id: string }>('select id from notices where account_id = $1', [accountId]);
    const id = row?.id ?? '';
    const told: [string, string][] = [];
    const attempt = async (receipt: Receipt, atOnceMax = 1, number = 1): Promise<NoticeEnd | 'lost' | Again> => {
      const receiver = {
        tell: async (...words: [string, string]) => {
          told.push(words);
          return receipt;
        },
        close: () => undefined,
      };
      const notices = { receiver, enter: createTurnstile(atOnceMax), wake: async () => undefined };
      const deps = {
        db,
        accountId,
        testMode: true,
        notices,
        metrics: createMetrics(noopMetricMeter),
        log: pino({ level: 'silent' }),
      } as unknown as BatchDependencies;
      try {
        return await new MockActivityEnvironment({ attempt: number }).run(() => deliverNotice(deps, id));
      } catch (error) {
        if (!(error instanceof ApplicationFailure) || error.nonRetryable) throw error;
        return { again: error.type ?? '', message: error.message, delayMs: Number(error.nextRetryDelay) };
      }
    };
    const letPass = () => db.query('update notices set not_before = clock_timestamp() where id = $1', [id]);
    const stored = async () => (await db.query('select ended, tries, last_answer as answer from notices where id = $1', [id]))[0];
    return { attempt, letPass, stored, told, id };
  };

  test('is tried for three days with growing waits, then given up', async () => {
    const { attempt, letPass, stored, told, id } = await startTries();
    let waitedMs = 0;
    for (const delayMs of limits.noticeRetryDelaysMs) {
      const again = await attempt(failed('500'));
      if (typeof again === 'string') throw new Error(`ended ${again}`);
      expect(again).toMatchObject({ again: 'NotDelivered', message: expect.stringMatching(/^notice: answer 500, try \d+$/) });
      expect(again.delayMs).toBeGreaterThanOrEqual(delayMs);
      expect(again.delayMs).toBeLessThanOrEqual(delayMs * 1.1 + 2);
      waitedMs += delayMs;
      await letPass();
    }
    expect(waitedMs / 3_600_000).toBeCloseTo(75.58, 1);
    expect(await attempt(failed('500'))).toBe('given_up');
    expect(await stored()).toEqual({ ended: 'given_up', tries: limits.noticeRetryDelaysMs.length + 1, answer: '500' });
    // Every try had the same id and body.
    expect(new Set(told.map((words) => words.join(' '))).size).toBe(1);
    expect(told[0]?.[0]).toBe(`msg_${id}`);
    expect(JSON.parse(told[0]?.[1] ?? '')).toMatchObject({ type: 'payrun.breaker.open', data: { cause: 'trouble', mode: 'test' } });
  });

  test('waits as long as the receiver asks, if that is longer', async () => {
    const { attempt, letPass } = await startTries();
    expect(await attempt(failed('429', 90_000))).toMatchObject({ again: 'NotDelivered', delayMs: 90_001 });
    // Who asks before that sends nothing.
    expect(await attempt(failed('500'))).toMatchObject({ again: 'TooEarly' });
    await letPass();
    expect(await attempt({ kind: 'delivered', answer: '200', retryAfterMs: undefined })).toBe('delivered');
  });

  test('ends with 410 Gone', async () => {
    const { attempt, stored } = await startTries();
    expect(await attempt({ kind: 'gone', answer: '410', retryAfterMs: undefined })).toBe('gone');
    expect(await stored()).toEqual({ ended: 'gone', tries: 1, answer: '410' });
  });

  test('one that was delivered is not sent again, and one without its turn is not counted as tried', async () => {
    const { attempt, told, stored } = await startTries();
    expect(await attempt(failed('500'), 0)).toMatchObject({ again: 'Busy' });
    expect(await stored()).toMatchObject({ tries: 0 });
    await attempt({ kind: 'delivered', answer: '204', retryAfterMs: undefined });
    expect(await attempt(failed('500'))).toBe('delivered');
    expect(told).toHaveLength(1);
  });

  test('one that the database has lost is left to other workers for some minutes, and then to nobody', async () => {
    const { attempt, told, id } = await startTries();
    await database().query('delete from notices where id = $1', [id]);
    expect(await attempt(failed('500'), 1, limits.noticeUnknownTriesMax - 1)).toMatchObject({ again: 'OtherAccount' });
    expect(await attempt(failed('500'), 1, limits.noticeUnknownTriesMax)).toBe('lost');
    expect(told).toEqual([]);
  });
});
