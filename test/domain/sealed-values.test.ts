import { sealedValues } from '../../src/domain/sealed-values';

test('all texts of the details are found, however deep, each once', () => {
  const details = {
    description: 'salary',
    fields: { account: '00417', again: '00417' },
    customer: { name: 'Ann', address: { city: 'Ulm' }, metadata: { note: 'n' } },
    context: { card: { exp_month: '07' } },
    metadata: { key: '' },
    options: { auto_process: false },
  };
  expect(sealedValues(details)).toEqual(['salary', '00417', 'Ann', 'Ulm', 'n', '07']);
});
