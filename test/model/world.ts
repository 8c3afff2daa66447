import type { FinalOutcome, RowState } from '../../src/domain/outcome';
import type { CallFact } from '../../src/protocol/row-facts';
import type { Attempt, Work } from './attempt';
import type { GatewayTruth } from './gateway-model';

/** The row as the database holds it, as far as a step asks about it. */
export type Row = Readonly<{
  state: RowState;
  newestSend: bigint | undefined;
  sentAtMs: number;
  invoiceId: string | undefined;
  outcome: FinalOutcome | undefined;
}>;

/** A journal line, and whether it passed the account's gate as its probe. */
export type Line = CallFact & Readonly<{ probe: boolean }>;

/** A request that has left, whose client has heard nothing: it arrives by `byMs`, or never. */
export type Flight = Readonly<{ step: 'create' | 'process'; invoiceId: string; byMs: number }>;

/** The one workflow that works the row: between attempts, in one, or through with the row. */
export type Driver =
  | Readonly<{ at: 'waiting'; work: Work; wakeAtMs: number }>
  | Readonly<{ at: 'working'; attempt: Attempt }>
  | Readonly<{ at: 'done' }>;

/** All there is: the database, the gateway, what is on its way, and who works. Plain and immutable, so that it can be told from others. */
export type World = Readonly<{
  nowMs: number;
  row: Row;
  lines: readonly Line[];
  /** A gate that stands closed opens by itself at this time. */
  batchGateUntilMs: number;
  accountGateUntilMs: number;
  gateway: GatewayTruth;
  flights: readonly Flight[];
  driver: Driver;
  /** Attempts that go on though nobody waits for them: frozen ones, a second worker's. */
  strays: readonly Attempt[];
  /** How much may still go wrong. */
  faultsLeft: number;
  gateClosings: number;
}>;

export const gateClosed = (world: World, gate: 'batch' | 'account'): boolean =>
  world.nowMs < (gate === 'batch' ? world.batchGateUntilMs : world.accountGateUntilMs);
