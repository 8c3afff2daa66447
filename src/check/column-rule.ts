import { limits } from '../domain/limits';
import type { CellRule } from './cell-rule';
import { charactersRule } from './characters-rule';
import { countryRule } from './country-rule';
import { currencyRule } from './currency-rule';
import { dateRule } from './date-rule';
import { emailRule } from './email-rule';
import { firstProblem } from './first-problem';
import { lengthRule } from './length-rule';
import { oneLineRule } from './one-line-rule';
import { phoneRule } from './phone-rule';
import { serviceRule } from './service-rule';
import { spreadsheetRule } from './spreadsheet-rule';
import { switchRule } from './switch-rule';

const short = lengthRule(limits.fieldCharactersMax);
const key: readonly CellRule[] = [charactersRule, oneLineRule, spreadsheetRule, short];
const prose: readonly CellRule[] = [charactersRule, short];

const rulesByColumn: Readonly<Record<string, readonly CellRule[]>> = {
  reference_id: key,
  service: [charactersRule, oneLineRule, serviceRule],
  currency: [charactersRule, oneLineRule, currencyRule],
  // The rest of an amount is checked together with its currency.
  amount: [charactersRule, oneLineRule],
  description: [charactersRule, lengthRule(limits.descriptionCharactersMax)],
  'customer.reference_id': key,
  'customer.email': [...key, emailRule],
  'customer.phone': [...key, phoneRule],
  'customer.individual_tax_id': key,
  'customer.date_of_birth': [...key, dateRule],
  'customer.address.country': [...key, countryRule],
  'customer.address.post_code': key,
};

/** The rules of a column's cells that need nothing but the cell. */
export function columnRule(column: string): CellRule {
  const rules = rulesByColumn[column];
  if (rules !== undefined) return firstProblem(...rules);
  if (column.startsWith('fields.')) return firstProblem(...key);
  if (column.startsWith('options.')) return firstProblem(charactersRule, oneLineRule, switchRule);
  return firstProblem(...prose);
}
