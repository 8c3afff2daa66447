import type { Places } from '../../parts/places';
import { payrollScheduleId } from '../../temporal/payroll-schedule';

/** Where the Temporal UI of this machine shows a payroll's schedule; undefined where the server, and so its UI, is somebody else's. */
export function scheduleUrl({ temporal }: Places, payroll: string): string | undefined {
  if (temporal === undefined) return undefined;
  return `${temporal.uiUrl}/namespaces/${temporal.namespace}/schedules/${encodeURIComponent(payrollScheduleId(payroll))}`;
}
