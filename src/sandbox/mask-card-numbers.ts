/** Fields as the gateway shows them: card numbers keep their first 6 and last 4 (payouts.txt: `512381******0000`), others stay as they are. */
export function maskCardNumbers(fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, key === 'card_number' ? mask(value) : value]));
}

const mask = (cardNumber: string): string =>
  `${cardNumber.slice(0, 6)}${'*'.repeat(Math.max(0, cardNumber.length - 10))}${cardNumber.slice(-4)}`;
