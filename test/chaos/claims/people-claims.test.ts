import { describeOnEachDatabase } from '../../support/databases';
import type { Evidence } from '../evidence';
import type { Press } from '../people/press';
import { canceledStaysUnsent } from './canceled-stays-unsent';
import { createAgainOnlyAfterAbsence } from './create-again-only-after-absence';
import { gatewayAskedBetweenCreates } from './gateway-asked-between-creates';
import { JournalBench, type MadeAudit, type MadeCall } from './journal-bench';
import { beginMs, madeInvoice, madeRequests } from './made-evidence';
import { noSendThroughClosedGate } from './no-send-through-closed-gate';
import { peopleAreWrittenDown } from './people-are-written-down';
import { rejectedOnlyAfterAbsence } from './rejected-only-after-absence';
import { sentAgainOnlyByRetry } from './sent-again-only-by-retry';
import { sentOnlyOnceApproved } from './sent-only-once-approved';

const create = (at: number, attempt = 1): MadeCall => ({ step: 'create', at, http: 201, verdict: 'done', attempt });
const refused = (at: number, attempt = 1): MadeCall => ({ step: 'create', at, http: 422, verdict: 'refused', attempt });
const lost = (at: number, attempt = 1): MadeCall => ({ step: 'create', at, attempt });
const process = (at: number): MadeCall => ({ step: 'process', at, http: 200, verdict: 'done' });
const cancel: MadeAudit = { action: 'cancel', at: 5 };

describeOnEachDatabase('claims over what people do', (database) => {
  const what = async (breaches: Promise<readonly { what: string }[]> | readonly { what: string }[]) =>
    (await breaches).map((each) => each.what);

  describe(canceledStaysUnsent.says, () => {
    const judged = async (calls: readonly MadeCall[], audit: readonly MadeAudit[], arrivesAt?: number, changes: Partial<Evidence> = {}) => {
      const bench = await JournalBench.start(database());
      await bench.write(calls);
      await bench.audit(audit);
      const requests =
        arrivesAt === undefined ? [] : madeRequests(bench.reference, [{ step: 'create', status: 201, atMs: arrivesAt * 1_000 }]);
      return (await canceledStaysUnsent.breaches(bench.evidence({ requests, ...changes }))).length;
    };
    const forgotten = [{ fromMs: beginMs, toMs: beginMs + 5_500 }];

    test.each([
      ['a send before it', [create(1), process(2)], [cancel], 1.1, {}],
      ['a send before it that arrives late', [create(4)], [cancel], 9, {}],
      ['reads after it', [create(1), { step: 'settle', at: 9 }], [cancel], undefined, {}],
      ['a send after the file was sent anew', [create(9)], [cancel, { action: 'claim', at: 8 }], 9.1, {}],
      ['a retry before it', [], [{ action: 'retry', at: 2, lines: '2' }, cancel], undefined, {}],
      ['a create of a sender that the journal has forgotten', [], [cancel], 6, { forgotten }],
      ['sends of a batch that nobody cancelled', [create(9)], [{ action: 'pause', at: 5 }], 9.1, {}],
    ] as const)('holds with %s', async (_, calls, audit, arrivesAt, changes) =>
      expect(await judged(calls, audit, arrivesAt, changes)).toBe(0),
    );

    test.each([
      ['a create after it', [create(9)], [cancel], undefined],
      ['a process after it', [create(1), process(9)], [cancel], undefined],
      ['a create at the gateway that no line was written for', [], [cancel], 9],
      [
        'a create after the file was sent anew and cancelled again',
        [create(12)],
        [cancel, { action: 'claim', at: 8 }, { ...cancel, at: 10 }],
        undefined,
      ],
      ['a retry after it', [], [cancel, { action: 'retry', at: 9, lines: '2' }], undefined],
    ] as const)('is broken by %s', async (_, calls, audit, arrivesAt) => expect(await judged(calls, audit, arrivesAt)).toBe(1));
  });

  describe(sentOnlyOnceApproved.says, () => {
    const judged = async (approval: string, sentAt: number) => {
      const bench = await JournalBench.start(database());
      await bench.db.query(`update batches set policy = jsonb_build_object('approval', $2::text) where id = $1`, [bench.batchId, approval]);
      await bench.write([create(sentAt)]);
      await bench.audit([{ action: 'approve', at: 5 }]);
      return (await what(sentOnlyOnceApproved.breaches(bench.evidence()))).length;
    };
    test('holds for a send after it, and for a batch that wants none', async () => {
      expect(await judged('one', 6)).toBe(0);
      expect(await judged('none', 4)).toBe(0);
    });
    test.each(['one', 'two'])('is broken by a send before it (%s)', async (approval) => expect(await judged(approval, 4)).toBe(1));
  });

  test.each(['approval', 'canceled', 'failures'])('nothing is sent while the gate "%s" is closed', async (cause) => {
    const bench = await JournalBench.start(database());
    await bench.write([create(4)]);
    await bench.closeGate('batch', 5, null, cause);
    expect(await noSendThroughClosedGate.breaches(bench.evidence())).toEqual([]);
    await bench.write([create(6)]);
    expect(await noSendThroughClosedGate.breaches(bench.evidence())).toHaveLength(1);
  });

  describe(sentAgainOnlyByRetry.says, () => {
    const judged = async (retries: readonly string[], status: string) => {
      const bench = await JournalBench.start(database());
      await bench.retried('failed', 2);
      await bench.audit(retries.map((lines, at) => ({ action: 'retry', at, lines })));
      const [row] = bench.rows;
      if (row === undefined) throw new Error('there is a row');
      const again = { ...madeInvoice(row, 'processed'), id: 'cpoi_again', referenceId: `${row.reference}-r2` };
      return (await what(sentAgainOnlyByRetry.breaches(bench.evidence({ invoices: [madeInvoice(row, status), again] })))).length;
    };
    test('holds where somebody retried what had failed', async () => {
      for (const status of ['process_failed', 'expired', 'terminated', 'canceled']) expect(await judged(['2-3'], status)).toBe(0);
    });
    test('is broken where nobody retried the row', async () => {
      expect(await judged([], 'process_failed')).toBe(1);
      expect(await judged(['3-9'], 'process_failed')).toBe(1);
    });
    test.each(['created', 'processing', 'processed', 'partially_processed'])(
      'is broken where the earlier invoice is %s',
      async (status) => {
        expect(await judged(['2'], status)).toBe(1);
      },
    );
  });

  describe(peopleAreWrittenDown.says, () => {
    const press: Press = { why: '', batchId: '', action: 'pause', beginMs: beginMs + 1_000, endMs: beginMs + 2_000, told: 'done' };
    const judged = async (
      told: Press['told'],
      lines: readonly Partial<MadeAudit>[],
      changes: Partial<Evidence> = {},
      action: Press['action'] = 'pause',
    ) => {
      const bench = await JournalBench.start(database());
      const why = `press of ${bench.batchId}`;
      await bench.audit(lines.map((line) => ({ action: 'pause', at: 1.5, why, ...line })));
      for (const line of lines) if (line.action === undefined) await bench.closeGate('batch', 1, 2);
      return (
        await what(
          peopleAreWrittenDown.breaches(bench.evidence({ presses: [{ ...press, why, batchId: bench.batchId, told, action }], ...changes })),
        )
      ).length;
    };
    test.each([
      ['what was done once', 'done', [{}]],
      ['what had been done already', 'already', []],
      ['what was declined', 'declined', []],
      ['what an update found done, by itself', 'found_done', [{}]],
      ['what an update found done, by somebody else', 'found_done', []],
      ['what nobody was told of, and was done', 'unsaid', [{}]],
      ['what nobody was told of, and was not', 'unsaid', []],
    ] as const)('holds for %s', async (_, told, lines) => expect(await judged(told, lines)).toBe(0));

    test('holds for a refusal under its own name, and for what the database has forgotten', async () => {
      expect(await judged('done', [{ action: 'approval_refused' }], {}, 'refuse')).toBe(0);
      expect(await judged('done', [], { forgotten: [{ fromMs: beginMs, toMs: beginMs + 9_000 }] })).toBe(0);
    });

    test.each([
      ['what was done and is not there', 'done', []],
      ['what was done once and is there twice', 'done', [{}, {}]],
      ['what was cut off and is there twice', 'unsaid', [{}, {}]],
      ['what an update found done and is there twice', 'found_done', [{}, {}]],
      ['what was declined and is there', 'declined', [{}]],
      ['what had been done already and is there', 'already', [{}]],
      ['what is there of another batch', 'done', [{ batchId: 'another', action: 'pause' }]],
      ['what is there under another name', 'done', [{ action: 'resume' }]],
      ['what nobody did', 'done', [{ actor: '' }]],
    ] as const)('is broken by %s', async (_, told, lines) => expect(await judged(told, lines)).toBe(1));

    test('is broken by a gate that nobody is written down to have closed', async () => {
      for (const cause of ['paused', 'canceled']) {
        const bench = await JournalBench.start(database());
        await bench.closeGate('batch', 1, 2, cause);
        expect(await what(peopleAreWrittenDown.breaches(bench.evidence()))).toEqual([
          `${bench.batchId} was ${cause} 1 times, and the audit has 0 lines of it`,
        ]);
      }
    });
  });

  describe('a row that is retried under the same reference', () => {
    const bench = async (calls: readonly MadeCall[]) => {
      const made = await JournalBench.start(database());
      await made.write(calls);
      await made.retried('rejected', 1);
      return made;
    };
    test('begins anew, for a create was refused before it', async () => {
      const made = await bench([refused(0), create(20, 2)]);
      const requests = madeRequests(made.reference, [
        { step: 'create', status: 422, atMs: 100 },
        { step: 'create', status: 201, atMs: 20_100 },
      ]);
      const evidence = made.evidence({ requests });
      for (const claim of [createAgainOnlyAfterAbsence, rejectedOnlyAfterAbsence, gatewayAskedBetweenCreates]) {
        expect(await claim.breaches(evidence)).toEqual([]);
      }
    });
    test('was rejected only if it was proved that nothing had been created', async () => {
      const made = await bench([lost(0), create(20, 2)]);
      expect(await what(rejectedOnlyAfterAbsence.breaches(made.evidence()))).toEqual([
        expect.stringContaining('was sent again after it was told rejected'),
      ]);
    });
    test('is not sent twice in its new attempt without a look-up', async () => {
      const made = await bench([refused(0), refused(20, 2), create(30, 2)]);
      const times = [100, 20_100, 30_100];
      const requests = madeRequests(
        made.reference,
        times.map((atMs) => ({ step: 'create', status: atMs < 30_000 ? 422 : 201, atMs })),
      );
      expect(await gatewayAskedBetweenCreates.breaches(made.evidence({ requests }))).toHaveLength(1);
      expect(await createAgainOnlyAfterAbsence.breaches(made.evidence())).toHaveLength(1);
    });
  });
});
