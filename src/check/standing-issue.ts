import { assertNever } from '../domain/assert-never';
import type { PayoutRow } from '../domain/payout';
import type { RowIssue } from '../domain/row-issue';
import type { ServiceStanding } from './live-rules';
import { shownValue } from './shown-value';

const seeServices = 'See payrun services for what the account can pay with.';

/** What keeps a service from being used; undefined for one that is offered. */
export function standingIssue(
  row: Pick<PayoutRow, 'line' | 'service' | 'currency'>,
  standing: ServiceStanding,
  mode: 'test' | 'live',
): RowIssue | undefined {
  const issue = (code: string, expected: string, fix: string): RowIssue => ({
    code,
    line: row.line,
    column: 'service',
    expected,
    got: shownValue('service', row.service),
    fix,
  });
  switch (standing) {
    case 'offered':
      return undefined;
    case 'unknown':
      return issue('service_unknown', 'a payout service of this account', seeServices);
    case 'inactive':
      return issue(
        'service_inactive',
        'a service that is switched on',
        `Have it switched on at the gateway, or choose another. ${seeServices}`,
      );
    case 'unavailable':
      return issue(
        'service_unavailable',
        'a service that is available',
        `Ask the gateway's manager about it, or choose another. ${seeServices}`,
      );
    case 'other_currency':
      return issue('service_currency', `a service that pays ${row.currency}`, `Change the service or the currency. ${seeServices}`);
    case 'other_mode':
      return issue('service_mode', `a service of ${mode} mode`, `Choose another, or change PAYRUN_MODE. ${seeServices}`);
    case 'not_offered':
      return issue('service_not_offered', `a service that the gateway offers for this amount of ${row.currency}`, seeServices);
    default:
      return assertNever(standing);
  }
}
