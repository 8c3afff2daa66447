import type { RowFacts } from '../../src/protocol/row-facts';
import type { BegunRead } from '../../src/store/journal/begin-read';
import type { BegunSend, SendIntent } from '../../src/store/journal/begin-send';
import type { CompletedCall, CompletionResult, ReadFence } from '../../src/store/journal/complete-call';
import type { LoadedRow } from '../../src/store/journal/row-facts';
import type { Ask } from './ask';
import { asked } from './asked';
import type { StoreFlaws } from './flaws';
import { gateClosed, type Line, type Row, type World } from './world';

type Stored = Readonly<{ world: World; value: unknown }>;

const attempt = 1;
const sealed = { sealed: null, keyId: null } as const;

function factsOf(world: World, othersPass: boolean): RowFacts {
  const forbidden = world.lines.some((line) => line.step === 'create' && [403, 404, 405].includes(line.httpStatus ?? 0));
  const { state, newestSend } = world.row;
  return { state, newestSend, nowMs: world.nowMs, calls: world.lines, othersPass: forbidden && othersPass };
}

const newLine = (world: World, step: Line['step'], probe: boolean): Line => ({
  id: BigInt(world.lines.length + 1),
  step,
  sentAtMs: world.nowMs,
  doneAtMs: undefined,
  httpStatus: undefined,
  verdict: undefined,
  sawStatus: undefined,
  retryAtMs: undefined,
  probe,
});

/** `begin-send`: gates, fence, mark and line in one. */
function beginSend(world: World, intent: SendIntent, probe: boolean, flaws: StoreFlaws): Stored {
  const { row } = world;
  const open = flaws.ignoresGates || (!gateClosed(world, 'batch') && (probe || !gateClosed(world, 'account')));
  const asSeen = flaws.sendsUnseen || (row.state === intent.seenState && row.newestSend === intent.seenNewestSend);
  const ageMs = row.newestSend === undefined ? Number.POSITIVE_INFINITY : world.nowMs - row.sentAtMs;
  const young = intent.newestSendAgeMaxMs === undefined || ageMs < intent.newestSendAgeMaxMs;
  if (!open || !asSeen || !young) return { world, value: undefined };
  const line = newLine(world, intent.step, probe);
  const { reference, service, currency, amountMinor } = asked;
  const invoiceId = row.invoiceId ?? null;
  const value: BegunSend = { callId: line.id, attempt, reference, service, currency, amountMinor, invoiceId, ...sealed };
  if (flaws.writesNothingAhead) return { world, value };
  const marked: Row = { ...row, state: intent.step === 'create' ? 'creating' : 'starting', newestSend: line.id, sentAtMs: world.nowMs };
  return { world: { ...world, row: marked, lines: [...world.lines, line] }, value };
}

/** `begin-read`: a look-up is for a row that was sent and has no invoice, a settle for one with. */
function beginRead(world: World, step: 'look_up' | 'settle'): Stored {
  const { row } = world;
  if (row.state === 'ready' || row.state === 'closed' || (row.invoiceId === undefined) !== (step === 'look_up'))
    return { world, value: undefined };
  const line = newLine(world, step, false);
  const { reference, service, currency, amountMinor } = asked;
  const value: BegunRead = {
    callId: line.id,
    attempt,
    state: row.state,
    reference,
    service,
    currency,
    amountMinor,
    invoiceId: row.invoiceId ?? null,
    gatewayStatus: null,
    sentMsAgo: world.nowMs - row.sentAtMs,
    ...sealed,
  };
  return { world: { ...world, lines: [...world.lines, line] }, value };
}

function fenceHolds(row: Row, call: CompletedCall, fence: ReadFence | undefined): boolean {
  if (row.state === 'closed') return false;
  if (fence !== undefined) return fence.attempt === attempt && (row.invoiceId ?? null) === fence.invoiceId;
  return row.newestSend === call.callId && (row.state === 'creating' || row.state === 'starting');
}

/** `complete-call`: a line is completed once, and its row written while the fence holds. */
function complete(world: World, call: CompletedCall, fence: ReadFence | undefined, flaws: StoreFlaws): Stored {
  const line = world.lines.find(({ id }) => id === call.callId);
  if (line === undefined || line.verdict !== undefined) {
    return flaws.writesNothingAhead && line === undefined ? completeUnwritten(world, call, flaws) : { world, value: undefined };
  }
  const { verdict, httpStatus, sawStatus, retryAfterMs, change } = call;
  const retryAtMs = retryAfterMs === undefined ? undefined : world.nowMs + retryAfterMs;
  const done: Line = { ...line, doneAtMs: world.nowMs, verdict, httpStatus, sawStatus, retryAtMs };
  const rowWritten = flaws.writesPastFences || fenceHolds(world.row, call, fence);
  const value: CompletionResult = {
    rowWritten,
    troubleInARow: 1,
    unavailableInARow: 1,
    accountGates: gateClosed(world, 'account') ? 1 : 0,
  };
  const row: Row = rowWritten
    ? {
        ...world.row,
        state: change.state ?? world.row.state,
        outcome: change.outcome ?? world.row.outcome,
        invoiceId: change.invoiceId ?? world.row.invoiceId,
      }
    : world.row;
  return { world: { ...world, row, lines: world.lines.map((other) => (other === line ? done : other)) }, value };
}

/** The journal as a log of what has happened: the line and the mark come with the answer, and a sender that dies leaves nothing. */
function completeUnwritten(world: World, call: CompletedCall, flaws: StoreFlaws): Stored {
  const step = world.row.invoiceId === undefined ? 'create' : 'process';
  const line = newLine(world, step, false);
  const row: Row = { ...world.row, state: step === 'create' ? 'creating' : 'starting', newestSend: line.id, sentAtMs: world.nowMs };
  return complete({ ...world, row, lines: [...world.lines, line] }, { ...call, callId: line.id }, undefined, flaws);
}

/** Answers what an activity asks of the database. */
export function askStore(world: World, ask: Exclude<Ask, { of: 'gateway' }>, othersPass: boolean, flaws: StoreFlaws): Stored {
  switch (ask.of) {
    case 'facts': {
      const gates = { isBatchHeld: gateClosed(world, 'batch'), accountGates: gateClosed(world, 'account') ? 1 : 0 };
      const value: LoadedRow = { facts: factsOf(world, othersPass), outcome: world.row.outcome ?? null, problem: null, ...gates };
      return { world, value };
    }
    case 'beginSend':
      return beginSend(world, ask.intent, ask.probe, flaws);
    case 'beginRead':
      return beginRead(world, ask.step);
    case 'complete':
      return complete(world, ask.call, ask.fence, flaws);
    case 'closeNeverCreated': {
      const { state, newestSend, invoiceId } = world.row;
      const holds = newestSend === ask.newestSend && state === 'creating' && invoiceId === undefined;
      return holds
        ? { world: { ...world, row: { ...world.row, state: 'closed', outcome: 'rejected' } }, value: true }
        : { world, value: false };
    }
    case 'takeProbe':
      return { world, value: true };
    default: {
      const opened = ask.news === 'passes' ? { ...world, accountGateUntilMs: 0 } : world;
      return { world: opened, value: gateClosed(opened, 'account') };
    }
  }
}
