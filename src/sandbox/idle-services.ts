import type { PayoutService } from './payout-service';

const limits = { amountMin: '1', amountMax: '999999', fields: [] } as const;

/** One reason each for which a service of the account does not pay. */
const barredServices: readonly PayoutService[] = [
  {
    ...limits,
    id: 'comcpos_RHUGUgEnmmedR7h3',
    code: 'swift_jpy',
    method: 'swift',
    currency: 'JPY',
    available: true,
    active: false,
    enabled: true,
  },
  {
    ...limits,
    id: 'comcpos_giKmqeYwcuWV4QSt',
    code: 'bank_transfer_zar',
    method: 'bank_transfer',
    currency: 'ZAR',
    available: true,
    active: false,
    enabled: true,
  },
  {
    ...limits,
    id: 'comcpos_w2AeRt6ZuIo9PsDf',
    code: 'wallet_usd',
    method: 'wallet',
    currency: 'USD',
    available: false,
    active: true,
    enabled: true,
  },
  {
    ...limits,
    id: 'comcpos_h4JkLy8XcVb1NmQw',
    code: 'cash_usd',
    method: 'cash',
    currency: 'USD',
    available: true,
    active: true,
    enabled: false,
  },
];

const fillerMethods = ['bank_transfer', 'swift', 'wallet', 'mobile'] as const;
const fillerCurrencies = ['AUD', 'CAD', 'CHF', 'CZK', 'DKK', 'EUR', 'GBP', 'HUF', 'INR', 'MXN', 'NOK', 'PLN', 'SEK', 'TRY'] as const;

/** So many that the list has several pages, as a real account's does. */
const fillers = fillerMethods.flatMap((method, row) =>
  fillerCurrencies.map((currency, column): PayoutService => {
    const place = String(row * fillerCurrencies.length + column).padStart(3, '0');
    const id = `comcpos_Filler0000000${place}`;
    const code = `${method}_${currency.toLowerCase()}`;
    return { ...limits, id, code, method, currency, available: true, active: false, enabled: false };
  }),
);

/** Services of the account that are listed, but cannot be used. */
export const idleServices: readonly PayoutService[] = [...barredServices, ...fillers];
