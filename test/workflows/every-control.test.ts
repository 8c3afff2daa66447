import { randomUUID } from 'node:crypto';
import type { PayoutRow } from '../../src/domain/payout';
import { refuseApproval } from '../../src/store/approvals/end-unapproved';
import { findBatch } from '../../src/store/batches';
import { describeOnEmbedded } from '../support/databases';
import { PayrunBench, quietRuntime } from '../support/payrun-bench';
import { paidRows } from '../support/test-rows';
import { until } from '../support/until';

quietRuntime();

const controls = ['approve', 'refuse', 'pause', 'resume', 'cancel', 'retry', 'resolve'] as const;
type Control = (typeof controls)[number];

const notAwaited = /waits for no approval/;
const notPaused = /is not paused/;
const unsent = /nothing of it was sent/;
const notEnded = /has not ended yet/;
const deadline = /its deadline is not over yet/;
const canceled = /is cancelled, and that cannot be taken back/;
const isOver = /^WorkflowNotFoundError$/;
/** The batch ended by the first press: how soon, nobody knows. */
const doneThenOver = [/^(done|refused)$/, /^already$|the batch has ended|^WorkflowNotFoundError$/] as const;
const once = [/^done$/, /^already$/] as const;
const twice = (words: RegExp): readonly [RegExp, RegExp] => [words, words];
const nothing = Object.fromEntries(controls.map((control) => [control, twice(isOver)])) as Readonly<Record<Control, Pressed>>;

type Pressed = readonly [RegExp, RegExp];

/** What each of two presses of a control comes to, in each state that a batch can be in. */
const expected: Readonly<Record<string, Readonly<Record<Control, Pressed>>>> = {
  'awaiting approval': {
    approve: [/^approved$/, /^already$/],
    refuse: doneThenOver,
    pause: once,
    resume: twice(notPaused),
    cancel: doneThenOver,
    retry: twice(/waits for approval already/),
    resolve: twice(unsent),
  },
  running: {
    approve: twice(notAwaited),
    refuse: twice(notAwaited),
    pause: once,
    resume: twice(notPaused),
    cancel: once,
    retry: twice(notEnded),
    resolve: twice(deadline),
  },
  paused: {
    approve: twice(notAwaited),
    refuse: twice(notAwaited),
    pause: twice(/^already$/),
    resume: [/^done$/, notPaused],
    cancel: doneThenOver,
    retry: twice(notEnded),
    resolve: twice(unsent),
  },
  'held for its failures': {
    approve: twice(notAwaited),
    refuse: twice(notAwaited),
    pause: once,
    resume: [/^done$/, notPaused],
    cancel: doneThenOver,
    retry: twice(notEnded),
    resolve: twice(unsent),
  },
  canceling: {
    approve: twice(canceled),
    refuse: twice(notAwaited),
    pause: twice(canceled),
    resume: twice(canceled),
    cancel: twice(/^already$/),
    retry: twice(canceled),
    resolve: twice(deadline),
  },
  // Its workflow has ended: the command line is the way, and says why not.
  refused: nothing,
  finished: nothing,
};

describeOnEmbedded('every control, pressed twice', (database) => {
  let bench: PayrunBench;
  beforeAll(async () => {
    // What is paid stays on its way: a batch that runs keeps running.
    bench = await PayrunBench.start(database(), { sandbox: { settleMs: 3_600_000 } });
  });
  afterAll(() => bench.stop());

  let batches = 0;
  /** Two rows that no other batch has. */
  const rows = (): readonly PayoutRow[] => {
    batches += 1;
    return paidRows(2).map((row) => ({
      ...row,
      fileReference: `batch-${batches}-${row.line}`,
      details: { fields: { account: `50${batches * 10 + row.line}` } },
    }));
  };

  const stateOf = async (batchId: string) => (await findBatch(bench.db, batchId))?.state;
  const isNow = (batchId: string, state: string) => until(async () => (await stateOf(batchId)) === state);
  const sent = (batchId: string) => until(async () => (await bench.progress(batchId)).open.every(({ state }) => state === 'settling'));

  const running = async () => {
    const batchId = await bench.submit(rows());
    await sent(batchId);
    return batchId;
  };

  const states: Readonly<Record<string, () => Promise<string>>> = {
    'awaiting approval': async () => {
      const batchId = await bench.submitBehind('approval', rows());
      await isNow(batchId, 'awaiting_approval');
      return batchId;
    },
    running,
    paused: async () => {
      const batchId = await bench.submitBehind('paused', rows());
      await isNow(batchId, 'paused');
      return batchId;
    },
    'held for its failures': async () => {
      const batchId = await bench.submitBehind('failures', rows());
      await isNow(batchId, 'paused');
      return batchId;
    },
    canceling: async () => {
      const batchId = await running();
      await press(batchId, 'cancel');
      return batchId;
    },
    refused: async () => {
      const batchId = await bench.submitBehind('approval', rows());
      await isNow(batchId, 'awaiting_approval');
      await refuseApproval(bench.db, bench.accountId, { batchId, actor: 'bob', requestId: randomUUID() });
      await bench.handle(batchId).signal('wake');
      await bench.handle(batchId).result();
      return batchId;
    },
    finished: async () => {
      bench.sandbox.changeSettings({ settleMs: 50 });
      const batchId = await bench.submit(rows());
      await bench.handle(batchId).result();
      bench.sandbox.changeSettings({ settleMs: 3_600_000 });
      return batchId;
    },
  };

  const press = async (batchId: string, control: Control): Promise<string> => {
    const hash = (await findBatch(bench.db, batchId))?.contentHash.slice(0, 12);
    const messages: Readonly<Record<Control, unknown>> = {
      approve: { hash },
      refuse: { refuse: true },
      pause: null,
      resume: null,
      cancel: null,
      retry: { lines: '2' },
      resolve: { line: 2, as: 'paid', because: 'the bank said so' },
    };
    try {
      const args: [unknown] = [messages[control]];
      const name = control === 'refuse' ? 'approve' : control;
      const result = await bench.handle(batchId).executeUpdate<unknown, [unknown]>(name, { args });
      if (typeof result === 'string') return result;
      const { kind, result: word } = result as { kind?: string; result?: string };
      return kind ?? word ?? 'nothing';
    } catch (error) {
      const { cause, name } = error as Error & { cause?: Error };
      return cause?.message ?? name;
    }
  };

  test.each(Object.entries(states))('of a batch that is %s', async (state, make) => {
    for (const control of controls) {
      const batchId = await make();
      const pressed = [await press(batchId, control), await press(batchId, control)];
      const [first, second] = expected[state]?.[control] ?? [isOver, isOver];
      expect([control, ...pressed]).toEqual([control, expect.stringMatching(first), expect.stringMatching(second)]);
    }
  });

  test('and nobody was paid twice by any of it', () => {
    expect([...bench.paidTimes().values()].filter((times) => times !== 1)).toEqual([]);
  });
});
