import { balanceWarnings } from '../../src/check/balance-warnings';
import type { LiveRules } from '../../src/check/live-rules';
import { patternWarnings } from '../../src/check/pattern-warnings';
import { createCorefyAccount } from '../../src/gateway/corefy-account';
import { startHandMadeGateway } from '../gateway/hand-made-gateway';

/** What is warned of, and how often the gateway was asked, with this profile and these balances. */
async function warned(ledgerScheme: string | undefined, balances: unknown, status = 200) {
  const server = await startHandMadeGateway(({ url }) => {
    const attributes = url.endsWith('/profile') ? { ledger_scheme: ledgerScheme } : { currency_accounts: balances };
    return { status, body: { data: { id: 'coma_1', attributes } } };
  });
  const account = createCorefyAccount({ baseUrl: server.url, accountId: 'coma_1', apiKey: 'k', mode: 'test', requestTimeoutMs: 5_000 });
  try {
    const warnings = await balanceWarnings({ USD: 1_000_50n, JPY: 700n }, account);
    return { warnings: warnings.map(({ expected, got, fix }) => `${expected} / ${got} / ${fix}`), asked: server.seen.length };
  } finally {
    account.close();
    await server.stop();
  }
}

test('a balance below the total of its currency is a warning with both numbers', async () => {
  const balances = { USD: { active_balance: '100.00' }, JPY: { active_balance: '700' }, KWD: { active_balance: '0.000' } };
  expect(await warned('full', balances)).toEqual({
    warnings: [
      "a balance of at least USD 1000.50, the file's total / USD 100.00 / USD 900.50 are missing: fill up the account, or rows may fail for want of funds.",
    ],
    asked: 2,
  });
});

test.each([
  ['balances that are not kept', 'none', { USD: { active_balance: '0.00' } }, 200, 1],
  ['balances not kept, in capitals', 'NONE', { USD: { active_balance: '0.00' } }, 200, 1],
  ['enough', 'full', { USD: { active_balance: '1000.50' } }, 200, 2],
  ['no balance in the currency', 'full', { EUR: { active_balance: '1.00' } }, 200, 2],
  ['a balance that is not told', 'full', { USD: { active_balance: null } }, 200, 2],
  ['a gateway that does not say', 'full', {}, 503, 1],
])('%s: nothing is said', async (_, ledgerScheme, balances, status, asked) =>
  expect(await warned(ledgerScheme, balances, status)).toEqual({ warnings: [], asked }),
);

test('a pattern that is not enforced is told by its field, with why', () => {
  const field = { label: 'Secret words of the gateway', required: true, pattern: undefined, example: undefined };
  const rules: LiveRules = {
    mode: 'test',
    services: [
      {
        service: 'card',
        currency: 'USD',
        standing: 'offered',
        amountMinMinor: undefined,
        amountMaxMinor: undefined,
        fields: [
          { ...field, key: 'iban', patternProblem: 'rejects_its_example' },
          { ...field, key: 'fine', patternProblem: undefined },
          { ...field, key: 'odd', patternProblem: 'does_not_compile' },
        ],
      },
    ],
  };
  const warnings = patternWarnings(rules);
  expect(warnings.map(({ code, column, got }) => `${code} ${column}: ${got}`)).toEqual([
    "pattern_not_enforced fields.iban: one that refuses the gateway's own example",
    'pattern_not_enforced fields.odd: one that cannot be read, or only slowly tried',
  ]);
  expect(JSON.stringify(warnings)).not.toContain('Secret words');
});
