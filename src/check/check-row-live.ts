import type { PayoutRow } from '../domain/payout';
import type { RowIssue } from '../domain/row-issue';
import { fieldMatcher } from '../gateway/field-matcher';
import { amountLimitIssue } from './amount-limit-issue';
import { type CompiledField, fieldIssues } from './field-issues';
import type { LiveRules, LiveService } from './live-rules';
import { standingIssue } from './standing-issue';

type Prepared = Readonly<{ service: LiveService; fields: readonly CompiledField[] | undefined }>;

// Patterns are compiled once for a file, not once a row; they go when their rules go.
const prepared = new WeakMap<LiveRules, ReadonlyMap<string, Prepared>>();

/** A currency has no space in it, so the key is unambiguous. */
const keyOf = ({ currency, service }: Readonly<{ currency: string; service: string }>) => `${currency} ${service}`;

function prepare(rules: LiveRules): ReadonlyMap<string, Prepared> {
  const known = prepared.get(rules);
  if (known) return known;
  const compiled = (service: LiveService) =>
    service.fields?.map((rule) => ({ rule, matches: rule.pattern === undefined ? undefined : fieldMatcher(rule.pattern) }));
  const made = new Map(rules.services.map((service) => [keyOf(service), { service, fields: compiled(service) }]));
  prepared.set(rules, made);
  return made;
}

/**
 * Checks one row by the gateway's own rules. A service that cannot be used is the only issue of its row: its fields say nothing then.
 * Throws if the rules were learnt without this row's service and currency, since an unchecked row must never pass.
 */
export function checkRowLive(row: PayoutRow, rules: LiveRules): readonly RowIssue[] {
  const found = prepare(rules).get(keyOf(row));
  if (found === undefined) throw new Error(`line ${row.line}: no live rules were learnt for its service and currency`);
  const { service, fields } = found;
  const amountIssue = amountLimitIssue(row, service);
  // Outside of the limits that the list gives, "not offered" is only their consequence.
  const unusable = service.standing === 'not_offered' && amountIssue ? amountIssue : standingIssue(row, service.standing, rules.mode);
  if (unusable) return [unusable];
  return [...(amountIssue ? [amountIssue] : []), ...(fields === undefined ? [] : fieldIssues(row, fields))];
}
