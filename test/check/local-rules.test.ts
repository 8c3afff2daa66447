import { limits } from '../../src/domain/limits';
import { collectRows } from './collect-rows';

const good = { service: 'card', currency: 'USD', amount: '10.00' };
const fileOf = (row: Readonly<Record<string, string>>) =>
  `${Object.keys(row).join(',')}\n${Object.values(row)
    .map((cell) => `"${cell.replaceAll('"', '""')}"`)
    .join(',')}\n`;
const issuesOf = async (row: Readonly<Record<string, string>>) => (await collectRows(fileOf({ ...good, ...row }))).issues;
const codesOf = async (row: Readonly<Record<string, string>>) => (await issuesOf(row)).map(({ code, column }) => [column, code]);

test('a record becomes a row with its details nested as the gateway wants them', async () => {
  const { rows, issues } = await collectRows(
    fileOf({
      reference_id: 'emp-1',
      service: 'iban_kwd',
      currency: 'KWD',
      amount: '1.250',
      description: 'Monthly salary',
      'fields.iban': 'KW81CBKU0000000000001234560101',
      'customer.reference_id': '000417',
      'customer.name': ' Ann ',
      'customer.email': '',
      'customer.address.country': 'KW',
      'customer.address.post_code': '01067',
      'customer.metadata.note': 'n',
      'context.card.exp_month': '07',
      'context.toString.x': 'y',
      'metadata.team': 'a\nb',
      'options.auto_process': 'FALSE',
      'options.split_mode': 'true',
    }),
  );
  expect(issues).toEqual([]);
  expect(rows).toEqual([
    {
      line: 2,
      fileReference: 'emp-1',
      service: 'iban_kwd',
      currency: 'KWD',
      amountMinor: 1250n,
      details: {
        description: 'Monthly salary',
        fields: { iban: 'KW81CBKU0000000000001234560101' },
        customer: {
          reference_id: '000417',
          name: ' Ann ',
          address: { country: 'KW', post_code: '01067' },
          metadata: { note: 'n' },
        },
        context: { card: { exp_month: '07' }, toString: { x: 'y' } },
        metadata: { team: 'a\nb' },
        options: { auto_process: false, split_mode: true },
      },
    },
  ]);
});

test('all problems of a file are told at once, with line and column', async () => {
  const { rows, issues } = await collectRows(
    ['reference_id,service,currency,amount,fields.account', 'a-r2,,usd,"1,50",1.2E+10', 'b,card,USD,1,1', 'b,card,,,1'].join('\n'),
  );
  expect(rows.map((row) => row.line)).toEqual([3]);
  expect(issues.map(({ line, column, code }) => `${line} ${column} ${code}`).sort()).toEqual([
    '2 amount amount_comma',
    '2 currency currency_unknown',
    '2 fields.account cell_scientific',
    '2 reference_id reference_suffix',
    '2 service service_missing',
    '4 amount amount_missing',
    '4 currency currency_missing',
    '4 reference_id reference_repeated',
  ]);
  expect(issues.find((issue) => issue.code === 'reference_repeated')?.got).toBe('the same as in line 3');
});

test.each([
  ['fields.account', '1.23E+15', 'cell_scientific'],
  ['fields.account', '587964.0', 'cell_number'],
  ['fields.account', '="00417"', 'cell_formula'],
  ['fields.account', '#REF!', 'cell_formula'],
  ['fields.account', '########', 'cell_formula'],
  ['fields.account', ' 417', 'cell_spaces'],
  ['fields.account', '417\u00A0', 'cell_spaces'],
  ['fields.account', '4\n17', 'cell_lines'],
  ['fields.account', '4\u200B17', 'cell_invisible'],
  ['fields.recipient_name', 'Ann\u202Eelpmaxe', 'cell_invisible'],
  ['fields.recipient_name', 'Ann\u0007', 'cell_control'],
  ['fields.recipient_name', 'M\uFFFDller', 'cell_encoding'],
  ['reference_id', '1.5E+09', 'cell_scientific'],
  ['reference_id', 'ann@example.com', 'reference_personal'],
  ['service', 'my card', 'service_form'],
  ['service', 'card ', 'cell_spaces'],
  ['currency', 'XXX', 'currency_unknown'],
  ['currency', 'usd', 'currency_unknown'],
  ['amount', '10,00', 'amount_comma'],
  ['amount', '10.001', 'amount_decimals'],
  ['amount', ' 10', 'cell_spaces'],
  ['options.auto_process', 'yes', 'option_form'],
  ['description', 'a\u0000b'.replace('\u0000', '\u0001'), 'cell_control'],
])('%s "%s" is refused as %s', async (column, text, code) => {
  expect(await codesOf({ [column]: text })).toEqual([[column, code]]);
});

test.each([
  ['customer.email', 'ann.example.com', 'email_form'],
  ['customer.email', 'a@example.com,b@example.com', 'email_form'],
  ['customer.email', 'a@example..com', 'email_form'],
  ['customer.email', '.a@example.com', 'email_form'],
  ['customer.email', 'a@-example.com', 'email_form'],
  ['customer.email', 'mailto:a@example.com', 'email_form'],
  ['customer.phone', '4.91E+11', 'cell_scientific'],
  ['customer.phone', '123', 'phone_form'],
  ['customer.phone', 'home', 'phone_form'],
  ['customer.date_of_birth', '31.12.1990', 'date_form'],
  ['customer.date_of_birth', '1990-02-30', 'date_unknown'],
  ['customer.date_of_birth', '1899-12-31', 'date_unknown'],
  ['customer.date_of_birth', '2023-02-29', 'date_unknown'],
  ['customer.date_of_birth', '2999-01-01', 'date_unknown'],
  ['customer.address.country', 'Germany', 'country_unknown'],
  ['customer.address.country', 'de', 'country_unknown'],
  ['customer.address.country', 'UK', 'country_unknown'],
])('%s "%s" is refused as %s', async (column, text, code) => {
  expect(await codesOf({ 'customer.reference_id': '1', [column]: text })).toEqual([[column, code]]);
});

test.each([
  ['fields.account', '12E5'],
  ['fields.recipient_name', '王芳'],
  ['fields.recipient_name', 'نور‌ا'],
  ['description', ' two\nlines\t'],
  ['metadata.note', '=1+1'],
  ['options.auto_process', 'TRUE'],
])('%s "%s" passes', async (column, text) => {
  expect(await codesOf({ [column]: text })).toEqual([]);
});

test.each([
  ['customer.phone', '+49 (30) 123-4567'],
  ['customer.date_of_birth', '2024-02-29'],
  ['customer.email', "o'neill+pay@mail.example.co.uk"],
  ['customer.email', 'zoë@bücher.example'],
  ['customer.address.country', 'XK'],
  ['customer.address.full_address', 'Street 1\n01067 Town'],
])('%s "%s" passes', async (column, text) => {
  expect(await codesOf({ 'customer.reference_id': '1', [column]: text })).toEqual([]);
});

test('a customer needs a key of its own', async () => {
  expect(await codesOf({ 'customer.reference_id': '', 'customer.address.city': 'Ulm' })).toEqual([
    ['customer.reference_id', 'customer_reference_missing'],
  ]);
  expect(await codesOf({ 'customer.name': 'Ann' })).toEqual([['customer.reference_id', 'customer_reference_missing']]);
  expect(await codesOf({ 'customer.reference_id': '', 'customer.name': '' })).toEqual([]);
});

test('metadata has at most 20 filled keys', async () => {
  const metadata = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`metadata.k${index}`, 'v']));
  expect(await codesOf(metadata(limits.metadataKeysMax))).toEqual([]);
  expect(await codesOf({ ...metadata(limits.metadataKeysMax), 'metadata.more': '' })).toEqual([]);
  expect(await codesOf(metadata(limits.metadataKeysMax + 1))).toEqual([['metadata.k0', 'metadata_keys']]);
});

test.each([
  ['description', limits.descriptionCharactersMax],
  ['fields.recipient_name', limits.fieldCharactersMax],
  ['metadata.note', limits.fieldCharactersMax],
])('%s may have %i characters and no more', async (column, charactersMax) => {
  expect(await codesOf({ [column]: '😀'.repeat(charactersMax) })).toEqual([]);
  expect(await codesOf({ [column]: '😀'.repeat(charactersMax + 1) })).toEqual([[column, 'cell_length']]);
});

test('a reference may not repeat the account that it pays', async () => {
  expect(await codesOf({ reference_id: 'emp-0012-345', 'fields.account': '0012345' })).toEqual([['reference_id', 'reference_personal']]);
  expect(await codesOf({ reference_id: 'emp-422', 'fields.account': '422' })).toEqual([]);
  expect(await codesOf({ reference_id: 'emp-42', 'customer.reference_id': 'emp-42' })).toEqual([]);
});

test('a period counts towards the length of references and is checked itself', async () => {
  const file = fileOf({ ...good, reference_id: 'a'.repeat(53) });
  expect((await collectRows(file)).issues).toEqual([]);
  expect((await collectRows(file, '2026-12')).issues).toMatchObject([{ code: 'reference_length', line: 2 }]);
  expect((await collectRows(file, '2026/12')).issues[0]).toMatchObject({ code: 'period_characters' });
});

test('no message repeats what a cell holds, but for services, currencies and amounts that look like one', async () => {
  const secrets = {
    'fields.account': ' 5123817234060000',
    'customer.name': 'Ann\u0001Example',
    reference_id: 'ann@example.com',
    description: 'Ulm\u0007',
  };
  const issues = await issuesOf({ ...secrets, service: 'Ann Example', currency: 'EXAMPLE', amount: '5123817234060000' });
  expect(issues.length).toBeGreaterThanOrEqual(7);
  expect(JSON.stringify(issues)).not.toMatch(/5123|Ann|xample@|EXAMPLE|Ulm/);
  expect(await issuesOf({ currency: 'USDT' })).toMatchObject([{ got: 'USDT' }]);
  expect(await issuesOf({ amount: '1.500,00' })).toMatchObject([{ got: '1.500,00' }]);
});

test('a column that the header lacks is told once and not again in every row', async () => {
  const { rows, issues } = await collectRows('service,currency\ncard,USD\ncard,usd\n');
  expect(rows).toEqual([]);
  expect(issues.map(({ line, code }) => [line, code])).toEqual([
    [1, 'header_required'],
    [3, 'currency_unknown'],
  ]);
});
