import type { PayrollRun } from '../../store/payrolls/payroll';

/** A run that was ended in Temporal, or lost with it, before it had a batch; or none at all. */
export const missedWords = ({ details }: Pick<PayrollRun, 'details'>): string =>
  details.stopped === true ? 'missed: it had begun, and stopped' : 'missed';
