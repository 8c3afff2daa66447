import type { PayoutDetails } from './payout';

/** Every text of a payout's details, wherever it is nested; keys are not among them. */
export function sealedValues(details: PayoutDetails): readonly string[] {
  const values: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === 'string') {
      if (value !== '') values.push(value);
    } else if (typeof value === 'object' && value !== null) {
      Object.values(value).forEach(collect);
    }
  };
  collect(details);
  return [...new Set(values)];
}
