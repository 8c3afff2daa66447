import { foldReads } from '../../../src/store/fold-reads';
import { closeBatchGate, openBatchGate } from '../../../src/store/gates/batch-gates';
import { noteSendAnswer } from '../../../src/store/gates/note-send-answer';
import { beginSends } from '../../../src/store/journal/begin-send';
import { describeOnEachDatabase } from '../../support/databases';
import type { Evidence } from '../evidence';
import type { Claim } from './claim';
import { createAgainOnlyAfterAbsence } from './create-again-only-after-absence';
import { gatewayAskedBetweenCreates } from './gateway-asked-between-creates';
import { JournalBench, type MadeCall } from './journal-bench';
import { beginMs, madeFile, madeRequests } from './made-evidence';
import { noSendThroughClosedGate } from './no-send-through-closed-gate';
import { processAcceptedOnce } from './process-accepted-once';
import { processOnlyWhileCreated } from './process-only-while-created';
import { rejectedOnlyAfterAbsence } from './rejected-only-after-absence';

const created: MadeCall = { step: 'create', at: 0, http: 201, verdict: 'done' };
const lost: MadeCall = { step: 'create', at: 0 };
const again = (at: number): MadeCall => ({ step: 'create', at, http: 201, verdict: 'done' });
const lookUp = (at: number, verdict = 'absent'): MadeCall => ({
  step: 'look_up',
  at,
  verdict,
  http: verdict === 'unavailable' ? 503 : 200,
});
const sees = (at: number, saw = 'created'): MadeCall => ({ step: 'settle', at, verdict: 'done', http: 200, saw });
const process = (at: number, http?: number, verdict = http === 200 ? 'done' : 'ambiguous'): MadeCall => ({
  step: 'process',
  at,
  ...(http !== undefined && { http, verdict }),
});
const absent = [lookUp(3), lookUp(11), lookUp(19)];
const absentForLong = [...absent, lookUp(61)];
const answered = (http: number, verdict: string): MadeCall => ({ step: 'create', at: 0, http, verdict });

type Case = readonly [string, readonly MadeCall[]];

const createsHeld: readonly Case[] = [
  ['one create', [created]],
  ['a proof between', [lost, ...absent, again(20)]],
  ['a proof after a 429', [answered(429, 'limited'), ...absent, again(20)]],
  ['wrong credentials', [answered(401, 'misconfigured'), again(5)]],
  ['nothing that left the machine', [{ step: 'create', at: 0, verdict: 'unavailable' }, again(1)]],
  [
    'look-ups without news among the proof',
    [lost, lookUp(3, 'unavailable'), lookUp(4), lookUp(9, 'unavailable'), lookUp(12), lookUp(19.5), again(20)],
  ],
];

const createsCaught: readonly Case[] = [
  ['no look-up', [lost, again(20)]],
  ['a look-up before it alone', [lookUp(0), { ...lost, at: 1 }, again(20)]],
  ['one look-up', [lost, lookUp(19), again(20)]],
  ['look-ups within less than 15 s', [lost, lookUp(3), lookUp(9), lookUp(17.9), again(20)]],
  ['look-ups while the request was under way', [lost, lookUp(1.9), lookUp(11), lookUp(19), again(20)]],
  ['look-ups without news', [lost, lookUp(3), lookUp(11, 'unavailable'), lookUp(19), again(20)]],
  ['a look-up whose answer came later', [lost, lookUp(3), lookUp(11), { ...lookUp(19), doneAt: 21 }, again(20)]],
  ['a look-up that found something', [lost, lookUp(2, 'done'), ...absent, again(20)]],
  ['an answer that it was created', [created, ...absent, again(20)]],
  ['an answer that it was refused', [answered(422, 'refused'), ...absent, again(20)]],
  ['an answer that it is there already', [answered(409, 'ambiguous'), ...absent, again(20)]],
  ['wrong credentials that were told later', [{ ...answered(401, 'misconfigured'), doneAt: 6 }, again(5)]],
];

const processesHeld: readonly Case[] = [
  ['its own create just before', [created, process(1, 200)]],
  ['two reads of a found invoice', [lost, lookUp(2, 'done'), sees(4), sees(65), process(66, 200)]],
  ['a lost one, two reads, another', [created, process(1), sees(20), sees(81), process(82, 200)]],
  [
    'limited ones and wrong credentials',
    [created, process(1, 429, 'limited'), sees(20), sees(81), process(82, 401, 'misconfigured'), sees(100), sees(161), process(162, 200)],
  ],
];

const processesCaught: readonly Case[] = [
  ['no read and a lost create', [lost, lookUp(2, 'done'), process(3, 200)]],
  ['a create long ago', [created, process(90, 200)]],
  ['one read', [lost, lookUp(2, 'done'), sees(4), process(66, 200)]],
  ['reads of another status', [lost, lookUp(2, 'done'), sees(4), sees(65, 'processing'), process(66, 200)]],
  ['an accepted one', [created, process(1, 200), sees(20), sees(81), process(82, 409)]],
  ['a refused one', [created, process(1, 422, 'refused'), sees(20), sees(81), process(82, 200)]],
  ['a sender that may be alive', [created, process(1), process(5, 200)]],
  ['reads before the lost one alone', [created, sees(1), sees(62), process(63), process(120, 200)]],
  ['a third one', [created, process(1), sees(20), sees(81), process(82), sees(100), sees(161), process(162, 200)]],
];

const rejectedHeld: readonly Case[] = [
  ['a refusal', [answered(422, 'refused')]],
  ['a taken reference', [answered(409, 'ambiguous'), lookUp(2, 'done')]],
  ['wrong addresses', [answered(404, 'misconfigured'), { ...answered(404, 'misconfigured'), at: 9 }]],
  ['a proof over a minute', [lost, ...absentForLong]],
  [
    'a refusal after a lost one, and a proof over a minute',
    [{ ...lost, at: -30 }, lookUp(-27), lookUp(-12), lookUp(-3), answered(422, 'refused'), ...absentForLong],
  ],
];

const rejectedCaught: readonly Case[] = [
  ['nothing sent', []],
  ['a lost create', [lost]],
  ['a proof over less than a minute', [lost, ...absent]],
  ['a refusal after a lost one', [lost, ...absent, { ...answered(422, 'refused'), at: 20 }]],
  ['something found', [lost, lookUp(2, 'done'), ...absentForLong]],
];

describeOnEachDatabase('claims over the journal', (database) => {
  const breachesOf = async (claim: Claim, calls: readonly MadeCall[], changes: Partial<Evidence> = {}) => {
    const bench = await JournalBench.start(database());
    await bench.write(calls);
    const rejected = [madeFile(bench.batchId, bench.rows, claim === rejectedOnlyAfterAbsence ? { 0: { outcome: 'rejected' } } : {})];
    const breaches = await claim.breaches(bench.evidence({ files: rejected, ...changes }));
    return breaches.map(({ reference }) => (reference === bench.reference ? 'its row' : reference));
  };

  describe.each([
    { says: createAgainOnlyAfterAbsence.says, claim: createAgainOnlyAfterAbsence, held: createsHeld, caught: createsCaught },
    { says: processOnlyWhileCreated.says, claim: processOnlyWhileCreated, held: processesHeld, caught: processesCaught },
    { says: rejectedOnlyAfterAbsence.says, claim: rejectedOnlyAfterAbsence, held: rejectedHeld, caught: rejectedCaught },
  ])('$says', ({ claim, held, caught }) => {
    test.each(held)('holds after %s', async (_, calls) => expect(await breachesOf(claim, calls)).toEqual([]));
    test.each(caught)('is broken after %s', async (_, calls) => {
      const breaches = await breachesOf(claim, calls);
      expect(breaches.length).toBeGreaterThan(0);
      expect(new Set(breaches)).toEqual(new Set(['its row']));
    });
  });

  test('a process long after its create is right if its sender stood still between them', async () => {
    const frozen = [{ fromMs: beginMs + 2_000, toMs: beginMs + 88_000 }];
    expect(await breachesOf(processOnlyWhileCreated, [created, process(90, 200)], { frozen })).toEqual([]);
  });

  /** Two requests a second apart, for which the journal has these lines, and what was done to everybody meanwhile. */
  const answerable = async (step: 'create' | 'process', linesAt: readonly number[], changes: Partial<Evidence>) => {
    const bench = await JournalBench.start(database());
    await bench.write(linesAt.map((at) => ({ step, at })));
    const requests = madeRequests(bench.reference, [
      { step, status: 200 },
      { step, status: 200 },
    ]);
    const claim = step === 'create' ? gatewayAskedBetweenCreates : processAcceptedOnce;
    return (await claim.breaches(bench.evidence({ requests, ...changes }))).length;
  };
  const held = { frozen: [{ fromMs: beginMs - 9_000, toMs: beginMs + 500 }] };
  const forgotten = { forgotten: [{ fromMs: beginMs - 9_000, toMs: beginMs + 500 }] };

  describe.each(['create', 'process'] as const)('two requests to %s', (step) => {
    test.each([
      ['the first one was held back', [-30, -1], held, 0],
      ['the second one was held back', [-30, -0.1], held, 0],
      ['nothing was held back', [-30, -0.1], {}, 1],
      ['both came in their turn, whatever was held back', [-0.1, 0.9], held, 1],
    ] as const)('are judged so when %s', async (_, linesAt, changes, breaches) => {
      expect(await answerable(step, linesAt, changes)).toBe(breaches);
    });
  });

  test('a create whose line the journal has forgotten is not answered for, another one is', async () => {
    expect(await answerable('create', [0.9], forgotten)).toBe(0);
    expect(await answerable('create', [-0.1, 0.9], forgotten)).toBe(1);
    expect(await answerable('create', [0.9], { forgotten: [{ fromMs: beginMs - 9_000, toMs: beginMs - 6_000 }] })).toBe(1);
  });

  test('reads that were folded still prove, each at its own time', async () => {
    for (const [calls, breaches] of [
      [[lost, ...absent, again(20)], 0],
      [[lost, lookUp(3), lookUp(9), lookUp(17.9), again(20), lookUp(40)], 1],
    ] as const) {
      const bench = await JournalBench.start(database());
      await bench.write(calls);
      await bench.db.query(`update payouts set state = 'closed', outcome = 'paid', invoice_id = 'cpoi_1' where batch_id = $1`, [
        bench.batchId,
      ]);
      await foldReads(bench.db, bench.batchId);
      const [left] = await bench.db.query<{ lines: number }>(`select count(*)::int as lines from gateway_calls where step = 'look_up'`);
      expect(left).toEqual({ lines: 1 });
      expect(await createAgainOnlyAfterAbsence.breaches(bench.evidence())).toHaveLength(breaches);
    }
  });

  describe(noSendThroughClosedGate.says, () => {
    const at = (probe = false): MadeCall => ({ ...lost, at: 10, probe });
    test.each([
      ['a send before, with a gate that stands for good', 'batch', 11, null, false, 0],
      ['a send after', 'batch', 5, 9, false, 0],
      ["a probe through its account's gate", 'account', 5, 15, true, 0],
      ["a send through its batch's gate", 'batch', 5, 15, false, 1],
      ["a send through its batch's gate that stands for good", 'batch', 5, null, false, 1],
      ["a send through its account's gate", 'account', 5, 15, false, 1],
      ["a probe through its batch's gate", 'batch', 5, 15, true, 1],
    ] as const)('%s', async (_, of, from, to, probe, breaches) => {
      const bench = await JournalBench.start(database());
      await bench.write([at(probe), lookUp(12)]);
      await bench.closeGate(of, from, to);
      expect(await noSendThroughClosedGate.breaches(bench.evidence())).toHaveLength(breaches);
    });

    test("a probe that passed another account's gate", async () => {
      const bench = await JournalBench.start(database());
      await bench.write([at()]);
      await bench.db.query(`insert into gate_history values (1, $1, null, 'trouble', '2026-01-01', null)`, [bench.accountId + 1n]);
      expect(await noSendThroughClosedGate.breaches(bench.evidence())).toEqual([]);
    });

    test('what gates and sends do at the same time is remembered so that it holds', async () => {
      const bench = await JournalBench.start(database(), 40);
      const send = (line: number) =>
        beginSends(bench.db, bench.accountId, [
          { batchId: bench.batchId, line, step: 'create', seenState: 'ready', seenNewestSend: undefined },
        ]);
      const closing = async () => {
        for (let times = 0; times < 5; times += 1) {
          await bench.db.transaction((queries) => closeBatchGate(queries, bench.batchId, 'paused'));
          await bench.db.transaction((queries) => openBatchGate(queries, bench.batchId, 'paused'));
        }
        for (let times = 0; times < 4; times += 1) await noteSendAnswer(bench.db, bench.accountId, 'trouble', false);
        await noteSendAnswer(bench.db, bench.accountId, 'passes', false);
      };
      const [sent] = await Promise.all([Promise.all(bench.rows.map((_, index) => send(index + 2))), closing()]);
      const [gates] = await bench.db.query<{ closed: number; opened: number }>(
        'select count(*)::int as closed, count(opened_at)::int as opened from gate_history',
      );
      expect(gates).toEqual({ closed: 6, opened: 6 });
      expect(sent.flat().some((begun) => begun !== undefined)).toBe(true);
      expect(await noSendThroughClosedGate.breaches(bench.evidence())).toEqual([]);
      await bench.db.query(
        `update gate_history set closed_at = '2026-01-01', opened_at = null where gate_id = (select min(gate_id) from gate_history)`,
      );
      expect(await noSendThroughClosedGate.breaches(bench.evidence())).not.toEqual([]);
    });
  });
});
