import type { LiveService } from '../../src/check/live-rules';
import { rulesText } from '../../src/cli/rules-view';
import { limits } from '../../src/domain/limits';

const service: LiveService = {
  service: 'card',
  currency: 'USD',
  standing: 'offered',
  amountMinMinor: '1',
  amountMaxMinor: '100000000',
  fields: ['card_number', 'note'].map((key) => ({
    key,
    label: key,
    required: key !== 'note',
    pattern: undefined,
    patternProblem: undefined,
    example: undefined,
  })),
};
const linesOf = (...services: readonly LiveService[]) => rulesText({ mode: 'test', services }).split('\n').slice(1);

test('the plan names limits and required fields of each service', () => {
  expect(linesOf(service)).toEqual(['  card in USD: 0.01 to 1 000 000.00, wants card_number']);
  const without = (change: Partial<LiveService>) => linesOf({ ...service, fields: undefined, ...change })[0];
  expect(without({ amountMaxMinor: undefined })).toBe('  card in USD: from 0.01');
  expect(without({ amountMinMinor: undefined })).toBe('  card in USD: up to 1 000 000.00');
  expect(without({ amountMinMinor: undefined, amountMaxMinor: undefined })).toBe('  card in USD: any amount');
});

test('a service that cannot be paid by is no part of the plan, and of many the first are shown', () => {
  expect(linesOf({ ...service, standing: 'unknown' })).toEqual([]);
  const many = Array.from({ length: limits.issueLinesShownPerCodeMax + 2 }, (_, index) => ({ ...service, service: `card_${index}` }));
  expect(linesOf(...many)).toHaveLength(limits.issueLinesShownPerCodeMax + 1);
  expect(linesOf(...many).at(-1)).toBe('  … 2 more');
});
