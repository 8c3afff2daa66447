/** What the one row of the model asks for. */
export const asked = { reference: 'batch-2', service: 'card', currency: 'USD', amountMinor: 1000n } as const;
