import { collectPayouts } from './collect-payouts';

const headerIssues = async (header: string) =>
  (await collectPayouts(`${header}\n`)).issues.filter((issue) => issue.code !== 'file_no_rows');

test('all columns of the format are known', async () => {
  const columns = [
    'reference_id,service,currency,amount,description,fields.card_number,fields.test_details_payout_status',
    'customer.reference_id,customer.name,customer.email,customer.phone,customer.individual_tax_id,customer.date_of_birth',
    'customer.address.country,customer.address.region,customer.address.city,customer.address.street',
    'customer.address.full_address,customer.address.post_code,customer.metadata.note,context.card.exp_month,metadata.cost-center',
    'options.split_mode,options.parallel_mode,options.allow_partially,options.auto_process',
  ];
  expect(await headerIssues(columns.join(','))).toEqual([]);
});

test.each([
  ['Amount', 'amount'],
  ['amout', 'amount'],
  ['currncy', 'currency'],
  [' service', 'service'],
  ['reference', 'reference_id'],
  ['Reference ID', 'reference_id'],
  ['email', 'customer.email'],
  ['field.iban', 'fields.iban'],
  ['Fields.iban', 'fields.iban'],
  ['customer.e-mail', 'customer.email'],
  ['option.split_mode', 'options.split_mode'],
  ['e-mail', 'customer.email'],
  ['customer.zip', 'customer.address.post_code'],
  ['customer.adress.city', 'customer.address.city'],
  ['DOB', 'customer.date_of_birth'],
  ['ccy', 'currency'],
])('"%s" is asked about: did you mean "%s"?', async (name, meant) => {
  const rest = ['service', 'currency', 'amount', 'description'].filter((column) => column !== meant);
  const issues = await headerIssues([...rest, name].join(','));
  expect(issues.find((issue) => issue.code === 'header_unknown')?.fix).toBe(`Did you mean "${meant}"?`);
});

test.each(['\uFEFFreference_id', 'reference_id\u200b', 'reference_id\u00a0'])(
  'what cannot be seen in a name is spoken of: %j',
  async (name) => {
    const [issue] = await headerIssues(`\uFEFF${name},service,currency,amount`);
    expect(issue?.fix).toBe('Did you mean "reference_id"? The cell holds characters that cannot be seen: write it again by hand.');
  },
);

test.each([
  ['iban', 'fields.iban'],
  ['card_number', 'fields.card_number'],
  ['an account', 'fields.<key>'],
  ['12345678', 'fields.<key>'],
])('"%s" may be what a service asks for: %s', async (name, field) => {
  const issues = await headerIssues(`service,currency,amount,${name}`);
  expect(issues.map(({ fix }) => fix)).toEqual([`Delete the column, or write what the service asks for as ${field}.`]);
});

test('every problem of a header is told at once', async () => {
  const issues = await headerIssues('service,service,colour,context.card,context.card.exp_month');
  expect(issues.map(({ code, column }) => [code, column])).toEqual([
    ['header_duplicate', 'service'],
    ['header_unknown', undefined],
    ['header_required', 'currency'],
    ['header_required', 'amount'],
    ['header_clash', 'context.card'],
  ]);
});

test.each([
  'fields.',
  'fields.a b',
  'fields.__proto__',
  'context.a.constructor',
  'context..a',
  'context.a.b.c.d.e.f',
  'metadata.4111111111111111',
  'fields',
])('"%s" is no column', async (name) => {
  expect((await headerIssues(`service,currency,amount,${name}`)).map((issue) => issue.code)).toEqual(['header_unknown']);
});

test('a payout in place of the header is not repeated in the message', async () => {
  const issues = await headerIssues('card,USD,10.00,4111111111111111,Ann Example');
  expect(issues).toMatchObject([{ code: 'header_missing' }]);
  expect(JSON.stringify(issues)).not.toMatch(/4111|Ann/);
  const unknown = await headerIssues('service,currency,amount,4111111111111111');
  expect(JSON.stringify(unknown)).not.toContain('4111');
});

test('the columns that a check has added are known as such', async () => {
  const issues = await headerIssues('service,currency,amount,line,column,problem,fix');
  expect(issues.map(({ fix }) => fix)).toEqual(Array(4).fill('Delete the column: payrun check has added it.'));
});
