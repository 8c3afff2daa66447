import { createCorefyAccount } from '../../src/gateway/corefy-account';
import { startHandMadeGateway } from './hand-made-gateway';

async function asked<Result>(
  reply: Readonly<{ status: number; body: unknown }>,
  ask: (account: ReturnType<typeof createCorefyAccount>) => Promise<Result>,
): Promise<Result> {
  const server = await startHandMadeGateway(() => reply);
  const account = createCorefyAccount({ baseUrl: server.url, accountId: 'coma_1', apiKey: 'k', mode: 'test', requestTimeoutMs: 5_000 });
  try {
    return await ask(account);
  } finally {
    account.close();
    await server.stop();
  }
}

test('the profile proves the credentials and tells whether balances are kept', async () => {
  const body = {
    data: { type: 'account', id: 'coma_1', attributes: { status: 'active', name: 'Acme', ledger_scheme: 'none', report: [] } },
  };
  expect(await asked({ status: 200, body }, (account) => account.readProfile())).toMatchObject({
    kind: 'ok',
    body: { id: 'coma_1', status: 'active', name: 'Acme', ledgerScheme: 'none' },
  });
});

test('refused credentials are told apart from a page that is no profile', async () => {
  expect((await asked({ status: 401, body: {} }, (account) => account.readProfile())).kind).toBe('unauthorized');
  expect((await asked({ status: 200, body: { data: [] } }, (account) => account.readProfile())).kind).toBe('unreadable');
});

test('balances are decimal text by currency, may be below zero or missing, and are cut to what can be paid', async () => {
  const currency_accounts = {
    USD: { active_balance: '10.50', pending_balance: '0.00', reserved_balance: null },
    JPY: { active_balance: '-300', pending_balance: 5 },
    XXX: { active_balance: '1' },
    EUR: 'none',
    KWD: { active_balance: '9.9999', pending_balance: '-0.0019' },
  };
  const body = { data: { id: 'coma_1', attributes: { currency_accounts } } };
  expect((await asked({ status: 200, body }, (account) => account.readBalances())).body).toEqual([
    { currency: 'USD', activeMinor: 1050n, pendingMinor: 0n, reservedMinor: undefined },
    { currency: 'JPY', activeMinor: -300n, pendingMinor: 5n, reservedMinor: undefined },
    { currency: 'XXX', activeMinor: undefined, pendingMinor: undefined, reservedMinor: undefined },
    { currency: 'KWD', activeMinor: 9_999n, pendingMinor: -1n, reservedMinor: undefined },
  ]);
});

test('no balances at all is an empty list, and a body without them is unreadable', async () => {
  const empty = { data: { id: 'coma_1', attributes: { currency_accounts: [] } } };
  expect((await asked({ status: 200, body: empty }, (account) => account.readBalances())).body).toEqual([]);
  expect((await asked({ status: 200, body: { data: {} } }, (account) => account.readBalances())).kind).toBe('unreadable');
});
