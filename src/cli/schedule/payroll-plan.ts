import type { Payroll } from '../../store/payrolls/payroll';

/** A payroll as somebody wants it. */
export type PayrollPlan = Pick<Payroll, 'name' | 'calendar' | 'source' | 'policy'>;
