const people = ['Ada Example', 'Ben Placeholder', 'Cleo Pretend', 'Dora Specimen'];

/** The payout of row `index` as the gateway wants it: made up, and one of them like no other. */
export function payrollRow(index) {
  const person = people[index % people.length];
  return {
    referenceId: `bench-${index}`,
    service: 'card',
    currency: 'USD',
    amount: `${1_000 + (index % 1_000)}.${String(index % 100).padStart(2, '0')}`,
    description: 'Monthly salary',
    cardNumber: String(4_000_000_000_000_000 + index * 7),
    customerId: String(index).padStart(6, '0'),
    name: person,
    email: `${person.toLowerCase().replace(' ', '.')}@example.com`,
    country: 'US',
    department: 'kitchen',
  };
}

const columns = {
  reference_id: 'referenceId',
  service: 'service',
  currency: 'currency',
  amount: 'amount',
  description: 'description',
  'fields.card_number': 'cardNumber',
  'customer.reference_id': 'customerId',
  'customer.name': 'name',
  'customer.email': 'email',
  'customer.address.country': 'country',
  'metadata.department': 'department',
};

/** A file of `rows` payouts, as `payrun submit` takes it. */
export function payrollFile(rows) {
  return [...payrollLines(rows)].join('');
}

/** The same, a line at a time: the header, then the rows. */
export function* payrollLines(rows) {
  yield `${Object.keys(columns).join(',')}\n`;
  const names = Object.values(columns);
  for (let index = 0; index < rows; index += 1) {
    const row = payrollRow(index);
    yield `${names.map((name) => row[name]).join(',')}\n`;
  }
}
