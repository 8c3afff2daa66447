import { describeValue } from '../domain/describe-value';

/**
 * How a cell is told in a message. Service and amount are shown as they stand while they look like one: in a file whose columns
 * have slipped, an account or a name stands there.
 */
export function shownValue(column: string, text: string): string {
  if (column === 'service' && /^[A-Za-z0-9_.-]{1,64}$/.test(text) && !/[0-9]{5}/.test(text)) return text;
  if (column === 'amount' && /^[+-]?[0-9.,'_ ]{1,20}(?:e[+-]?[0-9]{1,3})?$/i.test(text) && text.replace(/[^0-9]/g, '').length < 12)
    return text;
  return describeValue(text);
}
