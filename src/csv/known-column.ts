import { limits } from '../domain/limits';

export const requiredColumns = ['service', 'currency', 'amount'] as const;

const customerColumns = ['reference_id', 'name', 'email', 'phone', 'individual_tax_id', 'date_of_birth'];
const addressColumns = ['country', 'region', 'city', 'street', 'full_address', 'post_code'];
const optionColumns = ['split_mode', 'parallel_mode', 'allow_partially', 'auto_process'];

/** Columns with a fixed name. */
export const namedColumns: readonly string[] = [
  'reference_id',
  ...requiredColumns,
  'description',
  ...customerColumns.map((name) => `customer.${name}`),
  ...addressColumns.map((name) => `customer.address.${name}`),
  ...optionColumns.map((name) => `options.${name}`),
];

/** Columns whose last part the file chooses. */
export const keyedPrefixes = ['fields.', 'customer.metadata.', 'metadata.', 'context.'] as const;

/** Keys that mean something to JavaScript's objects themselves. */
const reservedKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
const named: ReadonlySet<string> = new Set(namedColumns);

/** Whether a header cell is exactly a column that files may have. */
export function isKnownColumn(name: string): boolean {
  if (named.has(name)) return true;
  const prefix = keyedPrefixes.find((candidate) => name.startsWith(candidate));
  if (prefix === undefined) return false;
  const rest = name.slice(prefix.length);
  if (prefix !== 'context.') return isKey(rest);
  const path = rest.split('.');
  return path.length <= limits.contextDepthMax && path.every(isKey);
}

/** A column's name is shown in messages, so that a number which may be somebody's account is no key. */
function isKey(key: string): boolean {
  if (key.length > limits.columnKeyCharactersMax || reservedKeys.has(key)) return false;
  return /^[A-Za-z0-9_-]+$/.test(key) && !/[0-9]{9}/.test(key);
}
