import fc from 'fast-check';

export const currencies = ['JPY', 'USD', 'KWD', 'CLF'] as const;

/** Any amount that a row may have, in currencies of 0, 2, 3 and 4 decimals. */
export const money = fc.record({ currency: fc.constantFrom(...currencies), amountMinor: fc.bigInt(1n, 999_999_999_999_999n) });
