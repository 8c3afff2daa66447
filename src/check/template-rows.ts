import { isKnownColumn } from '../csv/known-column';
import { currencyDecimals } from '../domain/currency';
import { formatAmount } from '../domain/format-amount';
import { exampleValue } from './example-value';
import type { LiveService } from './live-rules';

/** A field that the template leaves empty though its service wants it: nothing at hand fits it, or no column can have its name. */
export type UnfilledField = Readonly<{ line: number; column: string; label: string }>;

export type Template = Readonly<{
  /** The header, then a row for each service. */
  rows: readonly (readonly string[])[];
  unfilled: readonly UnfilledField[];
}>;

const ownColumns = ['reference_id', 'service', 'currency', 'amount', 'description'] as const;

function exampleAmount({ currency, amountMinMinor, amountMaxMinor }: LiveService): string {
  const everydayMinor = 10n ** BigInt((currencyDecimals(currency) ?? 0) + 1);
  const [least, most] = [BigInt(amountMinMinor ?? '1'), amountMaxMinor === undefined ? undefined : BigInt(amountMaxMinor)];
  const raisedMinor = everydayMinor < least ? least : everydayMinor;
  return formatAmount(most !== undefined && raisedMinor > most ? most : raisedMinor, currency);
}

/** A header and an example row for each service, which keeps its rules as far as `unfilled` is empty. Values are nobody's. */
export function templateRows(services: readonly LiveService[]): Template {
  const keys = [...new Set(services.flatMap(({ fields = [] }) => fields.map(({ key }) => key)))];
  const columns = keys.map((key) => `fields.${key}`).filter(isKnownColumn);
  const unfilled: UnfilledField[] = [];
  const rows = services.map((service, index) => {
    const cells = new Map<string, string>();
    for (const rule of service.fields ?? []) {
      if (!rule.required) continue;
      const column = `fields.${rule.key}`;
      const value = exampleValue(rule);
      if (value === undefined || !isKnownColumn(column)) unfilled.push({ line: index + 2, column, label: rule.label });
      else cells.set(column, value);
    }
    const own = [`example-${index + 1}`, service.service, service.currency, exampleAmount(service), 'Example: replace this row'];
    return [...own, ...columns.map((column) => cells.get(column) ?? '')];
  });
  return { rows: [[...ownColumns, ...columns], ...rows], unfilled };
}
