import { array, asyncProperty, constantFrom, assert as holds, nat, record } from 'fast-check';
import { type RowState, rowStates } from '../../src/domain/outcome';
import { createAccountGates } from '../../src/store/gates/account-gates';
import { closeBatchGate, openBatchGate } from '../../src/store/gates/batch-gates';
import { createJournal } from '../../src/store/journal/journal';
import { describeOnEachDatabase } from '../support/databases';
import { storeRows } from '../support/store-rows';
import type { Ask } from './ask';
import { noFlaws } from './flaws';
import { startOf } from './start';
import { askStore } from './store-model';
import { StoredRow } from './stored-row';
import type { World } from './world';

const kinds = ['send', 'send', 'probe', 'read', 'read', 'complete', 'complete', 'complete', 'giveUp', 'gate', 'account'] as const;
const states: readonly RowState[] = rowStates.filter((state) => state !== 'closed');
const changes = [
  {},
  { state: 'created', invoiceId: 'cpoi_own' },
  { state: 'settling', invoiceId: 'cpoi_own' },
  { state: 'settling' },
  { state: 'closed', outcome: 'paid' },
  { state: 'closed', outcome: 'rejected' },
] as const;

const command = record({ kind: constantFrom(...kinds), pick: nat(1_000), stale: nat(9), change: constantFrom(...changes) });
type Command = Readonly<{ kind: (typeof kinds)[number]; pick: number; stale: number; change: (typeof changes)[number] }>;

/** What a command asks of a row that stands as the model has it; one time in ten by what was never so, or is no longer. */
function askOf({ kind, pick, stale, change }: Command, { row, lines }: World): Ask | undefined {
  const line = lines.length === 0 ? undefined : lines[pick % lines.length];
  switch (kind) {
    case 'send':
    case 'probe': {
      const seenState = stale === 0 || row.state === 'closed' ? (states[pick % states.length] ?? 'ready') : row.state;
      const seenNewestSend = stale === 1 ? line?.id : row.newestSend;
      const young = stale === 2 ? { newestSendAgeMaxMs: 0 } : stale < 5 ? { newestSendAgeMaxMs: 60_000 } : {};
      const step = row.invoiceId === undefined ? 'create' : 'process';
      return { of: 'beginSend', probe: kind === 'probe', intent: { batchId: '', line: 2, step, seenState, seenNewestSend, ...young } };
    }
    case 'read':
      return { of: 'beginRead', step: pick % 2 === 0 ? 'look_up' : 'settle' };
    case 'complete': {
      if (line === undefined) return undefined;
      const isRead = line.step === 'look_up' || line.step === 'settle';
      const fence = isRead
        ? { attempt: 1, invoiceId: stale === 0 ? 'cpoi_other' : line.step === 'look_up' ? null : 'cpoi_own' }
        : undefined;
      // The database itself refuses what no step writes: a row on its way, or paid, without an invoice.
      const fits = row.invoiceId !== undefined || 'invoiceId' in change || !('state' in change);
      const answer = { httpStatus: 200, sawStatus: undefined, retryAfterMs: undefined, durationMs: 1 };
      return {
        of: 'complete',
        fence,
        call: { callId: line.id, batchId: '', line: 2, verdict: 'done', ...answer, change: fits ? change : {} },
      };
    }
    case 'giveUp':
      return { of: 'closeNeverCreated', newestSend: stale === 0 ? line?.id : row.newestSend };
    default:
      return undefined;
  }
}

/** The exploration rests on the model's store: whatever order it is asked in, the database's own statements answer the same. */
describeOnEachDatabase('the model’s store', (database) => {
  test('answers as the database does', async () => {
    const db = database();
    const stored = await storeRows(db, 1_000);
    const journal = createJournal(db, stored.accountId);
    const gates = createAccountGates(db, stored.accountId);
    const lines = [...stored.lines];

    const property = asyncProperty(array(command, { minLength: 5, maxLength: 30 }), async (commands) => {
      const real = new StoredRow(db, journal, stored.batchId, lines.pop() ?? 0);
      let world = startOf(0);
      await openBatchGate(db, stored.batchId, 'paused');
      await gates.noteSendAnswer('passes', false);
      for (const given of commands) {
        if (given.kind === 'gate') {
          const close = given.pick % 2 === 0;
          await (close ? closeBatchGate : openBatchGate)(db, stored.batchId, 'paused');
          world = { ...world, batchGateUntilMs: close ? 1 : 0 };
        }
        if (given.kind === 'account') {
          const close = given.pick % 2 === 0;
          for (let time = 0; time < 3; time += 1) await gates.noteSendAnswer(close ? 'trouble' : 'passes', false);
          world = { ...world, accountGateUntilMs: close ? 1 : 0 };
        }
        const asks = askOf(given, world);
        if (asks === undefined || asks.of === 'gateway') continue;
        const answer = askStore(world, asks, false, noFlaws);
        world = answer.world;
        expect(await real.ask(asks)).toEqual(StoredRow.told(answer.value));
        const { sentAtMs: _, ...standing } = world.row;
        expect(await real.standing()).toEqual(standing);
      }
    });
    await holds(property, { numRuns: 150, interruptAfterTimeLimit: 6_000 });
  });
});
