import { isIP } from 'node:net';
import { z } from 'zod';
import { parseAmount } from '../domain/parse-amount';
import { parseShare, wholeShare } from '../domain/share';
import { gatewayAddress } from '../gateway/gateway-address';
import { parseWebhookKeys } from '../notices/webhook-keys';
import { parseDataKeys } from '../store/data-keys';
import { parseDuration } from './parse-duration';
import { Secret } from './secret';

/** A largest sum of one currency, in its minor units. */
export type Ceiling = Readonly<{ currency: string; amountMinor: bigint }>;

/** The text of a setting → its value. What each expects is said in words by the table. */
const from = <Value>(read: (text: string) => Value | undefined) =>
  z.string().transform((text, context) => {
    const value = read(text);
    if (value !== undefined) return value;
    context.addIssue('unfit');
    return z.NEVER;
  });

const within = (value: number | undefined, min: number, max: number) =>
  value !== undefined && value >= min && value <= max ? value : undefined;

export const shapes = {
  choice: <const Words extends readonly string[]>(...words: Words) => z.enum(words),
  wholeNumber: (min: number, max: number) => from((text) => (/^\d{1,9}$/.test(text) ? within(Number(text), min, max) : undefined)),
  duration: (minMs: number, maxMs: number) => from((text) => within(parseDuration(text), minMs, maxMs)),
  /** In hundredths of a per cent. */
  share: (min: number) => from((text) => within(parseShare(text), min, wholeShare)),
  yesOrNo: from((text) => ({ true: true, '1': true, false: false, '0': false })[text.toLowerCase()]),
  /** No space or line break: a pasted one would end up in a header. */
  word: z.string().regex(/^[\x21-\x7e]+$/),
  secretWord: from((text) => (/^[\x21-\x7e]+$/.test(text) ? new Secret(text) : undefined)),
  secretText: from((text) => new Secret(text)),
  text: z.string(),
  /** Basic auth ends the user's name at the first colon. */
  userName: z.string().regex(/^[\x21-\x39\x3b-\x7e]+$/),
  hostAndPort: z.string().regex(/^([^\s:/@]+|\[[0-9a-fA-F:]+\]):\d{1,5}$/),
  /** Where to listen, as `address:port`. A port alone is this machine's own, whom nobody else reaches. */
  listenAddress: from((text) => {
    const [, host = '127.0.0.1', port] = /^(?:(.+):)?(\d{1,5})$/.exec(text) ?? [];
    const address = host === 'localhost' ? '127.0.0.1' : host;
    const isAddress = isIP(address) === 4 || (/^\[.+\]$/.test(address) && isIP(address.slice(1, -1)) === 6);
    return isAddress && within(Number(port), 1, 65_535) !== undefined ? `${address}:${Number(port)}` : undefined;
  }),
  gatewayAddress: from((text) => {
    const read = gatewayAddress(text);
    return read.ok ? read : undefined;
  }),
  webAddress: from((text) => (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) ? new Secret(text) : undefined)),
  databaseAddress: from((text) => (URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol) ? new Secret(text) : undefined)),
  webhookKeys: from((text) => (parseWebhookKeys(text) === undefined ? undefined : new Secret(text))),
  dataKeys: from((text) => {
    try {
      parseDataKeys(text);
      return new Secret(text);
    } catch {
      return undefined;
    }
  }),
  ceilings: from(readCeilings),
} as const;

/** `USD 10000.00, JPY 1500000` → one ceiling a currency. */
function readCeilings(text: string): readonly Ceiling[] | undefined {
  const ceilings = text.split(',').map((part) => {
    const [currency = '', amount = '', ...rest] = part.trim().split(/\s+/);
    const parsed = parseAmount(amount, currency);
    return parsed.ok && rest.length === 0 ? { currency, amountMinor: parsed.amountMinor } : undefined;
  });
  const read = ceilings.filter((ceiling) => ceiling !== undefined);
  const once = new Set(read.map(({ currency }) => currency)).size === ceilings.length;
  return once ? Object.freeze(read) : undefined;
}
