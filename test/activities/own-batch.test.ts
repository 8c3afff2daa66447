import { MockActivityEnvironment } from '@temporalio/testing';
import type { BatchDependencies } from '../../src/activities/batch-dependencies';
import { closeBatch } from '../../src/activities/close-batch';
import { loadPage, planPages } from '../../src/activities/load-page';
import { planFollowUp } from '../../src/activities/plan-follow-up';
import { reviewPage } from '../../src/activities/review-page';
import { createTurnstile } from '../../src/activities/turnstile';
import { describeOnEachDatabase } from '../support/databases';
import { newAccount } from '../support/draft-of';
import { StepBench } from '../support/step-bench';

describeOnEachDatabase('a worker of another account hands back', (database) => {
  let bench: StepBench;
  afterEach(() => bench.stop());

  test.each([
    ['the end of a batch, whose notice its receiver is not to get', closeBatch],
    ['the plan of a follow-up, for which the batch would seem to run', planFollowUp],
    [
      'the pages of a round, which would seem to be none',
      (deps: BatchDependencies, batchId: string) => planPages(deps, { batchId, choice: 'open', afterLine: 0, pagesMax: 1 }),
    ],
    [
      'a page, which would seem to have ended',
      (deps: BatchDependencies, batchId: string) => loadPage(deps, { batchId, choice: 'open', firstLine: 2, lastLine: 2 }),
    ],
    [
      'a review of paid rows, none of which it would find',
      (deps: BatchDependencies, batchId: string) => reviewPage(deps, { batchId, scope: 'paid', afterLine: 0 }),
    ],
  ])('%s', async (_, activity) => {
    bench = await StepBench.start(database(), 1);
    const { db, stored } = bench;
    await db.query(`update payouts set state = 'closed', outcome = 'paid' where batch_id = $1`, [stored.batchId]);
    const reviews = { enter: createTurnstile(1), delaysMs: [], rowsMax: 250 };
    const deps = { ...bench.deps, db, accountId: await newAccount(db), reviews } as unknown as BatchDependencies;
    const work = new MockActivityEnvironment().run(() => activity(deps, stored.batchId) as Promise<unknown>);
    await expect(work).rejects.toMatchObject({ type: 'OtherAccount', nonRetryable: false });
    expect(await db.query('select from notices where account_id = $1', [deps.accountId])).toEqual([]);
  });
});
