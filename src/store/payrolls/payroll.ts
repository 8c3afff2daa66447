import type { PayCalendar, PlainDate } from '../../domain/pay-calendar';
import type { DuplicatesPolicy } from '../duplicates-policy';

/** Where a payroll's rows come from: a stored roster, or a file that is awaited in a folder for a time. `pattern` has `{period}` in it. */
export type PayrollSource = Readonly<{ kind: 'roster' }> | Readonly<{ kind: 'inbox'; folder: string; pattern: string; waitMs: number }>;

/** What a payroll's batches are to be, beside what the settings want. Sums are minor units. */
export type PayrollPolicy = Readonly<{
  /** Above one of these sums a batch wants approval, whatever else. None: as the settings have it. */
  ceilings: readonly Readonly<{ currency: string; amountMinor: bigint }>[];
  /** Above this share of people or of a sum, against the period before, a batch waits for a person. `0.2` is 20 %. */
  maxChange: number | undefined;
  duplicates: DuplicatesPolicy;
}>;

/** A payroll as the database holds it. Its schedule is Temporal's. */
export type Payroll = Readonly<{
  accountId: bigint;
  name: string;
  calendar: PayCalendar;
  source: PayrollSource;
  policy: PayrollPolicy;
  createdBy: string;
  createdAt: Date;
  /** A period that was due before this is nobody's loss. */
  countsFrom: Date;
}>;

/** `running`: begun, and begun again after a crash; `paid_from`: its batch pays; `refused`, `missed`: nothing was sent, and it may be run again. */
export type PayrollRunState = 'running' | 'paid_from' | 'refused' | 'missed';

/** A file that was taken from a folder. `movedTo`: where it was put, or is to be, from that folder on, once its period has ended. */
export type Pickup = Readonly<{ folder: string; name: string; movedTo?: string }>;

export type PayrollRun = Readonly<{
  payroll: string;
  period: string;
  payDate: PlainDate | undefined;
  dueAt: Date;
  state: PayrollRunState;
  batchId: string | undefined;
  /** The version of the roster that it pays; none while its file is awaited. */
  roster: number | undefined;
  pickup: Pickup | undefined;
  details: Readonly<Record<string, unknown>>;
  askedBy: string;
  changedAt: Date;
}>;
