import type { PayrollPeriodResult } from '../activities/payrun-activities';

/** What a run of a payroll tells at its end. */
export type PayrollRunResult = Readonly<{
  missed: readonly string[];
  /** `change`, `waits`: as the period's result has them. */
  periods: readonly Readonly<{
    period: string;
    result: PayrollPeriodResult['kind'];
    why?: string;
    batchId?: string;
    change?: string;
    waits?: true;
  }>[];
}>;
