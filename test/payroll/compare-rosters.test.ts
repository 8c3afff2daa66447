import fc from 'fast-check';
import { compareRosters } from '../../src/payroll/compare-rosters';

type Person = Readonly<{ amount: string; card: string; text?: string }>;

const header = 'reference_id,service,currency,amount,description,fields.card_number,customer.reference_id';
const roster = (people: Readonly<Record<string, Person>>, currency = 'USD') =>
  Buffer.from(
    [
      header,
      ...Object.entries(people).map(
        ([key, { amount, card, text = 'Salary' }]) => `${key},card,${currency},${amount},${text},${card},c-${key}`,
      ),
      '',
    ].join('\n'),
  );

const ann = { amount: '10.00', card: '4000000000100000' };
const ben = { amount: '20.00', card: '4000000000100539' };

test('the same people in another order, or with another text, change nothing', async () => {
  const change = await compareRosters(roster({ ann, ben }), roster({ ben: { ...ben, text: 'December' }, ann }));
  expect(change).toMatchObject({ before: 2, after: 2, added: 0, removed: 0, changed: 0, detailsChanged: 0, people: [] });
});

test('columns that have moved change nothing', async () => {
  const before = Buffer.from('reference_id,service,currency,amount,fields.a,fields.b\nann,card,USD,10.00,1,2\n');
  const after = Buffer.from('fields.b,fields.a,amount,currency,service,reference_id\n2,1,10.00,USD,card,ann\n');
  expect((await compareRosters(before, after)).people).toEqual([]);
});

test('another account for the same money is told, without the account', async () => {
  const change = await compareRosters(roster({ ann, ben }), roster({ ann, ben: { ...ben, card: '4000000000101065' } }));
  expect(change).toMatchObject({ changed: 0, detailsChanged: 1, people: [{ reference: 'ben' }] });
  const shown = JSON.stringify(change, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
  expect(shown).not.toContain('4000000000');
});

test('another account is told beside another amount too: neither hides the other', async () => {
  const change = await compareRosters(roster({ ann, ben }), roster({ ann, ben: { amount: '21.00', card: '4000000000101065' } }));
  expect(change).toMatchObject({ changed: 1, detailsChanged: 1, people: [{ reference: 'ben', isElsewhere: true }] });
});

test('text that goes with a payment changes nobody, wherever it stands', async () => {
  const file = (month: string) =>
    Buffer.from(
      [
        'reference_id,service,currency,amount,fields.a,description,metadata.month,customer.reference_id,customer.metadata.month',
        `ann,card,USD,10.00,1,${month},${month},c-ann,${month}`,
        '',
      ].join('\n'),
    );
  expect((await compareRosters(file('May'), file('June'))).people).toEqual([]);
});

test('sums are told of each currency, one that is gone and one that is new among them', async () => {
  const { totals, changed } = await compareRosters(roster({ ann }), roster({ ann }, 'EUR'));
  expect(changed).toBe(1);
  expect(totals).toEqual([
    { currency: 'EUR', beforeMinor: 0n, afterMinor: 1_000n },
    { currency: 'USD', beforeMinor: 1_000n, afterMinor: 0n },
  ]);
});

test('people who came, went and stayed always add up', async () => {
  const people = fc.dictionary(
    fc.constantFrom('ann', 'ben', 'cleo', 'dan', 'eve'),
    fc.record({ amount: fc.constantFrom('1.00', '2.00'), card: fc.constantFrom('4000000000100000', '4000000000100539') }),
  );
  await fc.assert(
    fc.asyncProperty(people, people, async (before, after) => {
      const change = await compareRosters(roster(before), roster(after));
      const keys = (found: typeof before) => Object.keys(found);
      const kept = keys(after).filter((key) => key in before);
      const isSameMoney = (key: string) => before[key]?.amount === after[key]?.amount;
      expect(change.before + change.added - change.removed).toBe(change.after);
      expect(change.added).toBe(keys(after).length - kept.length);
      expect(change.changed).toBe(kept.filter((key) => !isSameMoney(key)).length);
      expect(change.detailsChanged).toBe(kept.filter((key) => before[key]?.card !== after[key]?.card).length);
      const isSame = (key: string) => isSameMoney(key) && before[key]?.card === after[key]?.card;
      expect(change.people).toHaveLength(change.added + change.removed + kept.filter((key) => !isSame(key)).length);
    }),
    { numRuns: 40 },
  );
});
