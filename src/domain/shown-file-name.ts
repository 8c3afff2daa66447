import { looksLikePaymentNumber } from './looks-like-payment-number';

/** What a terminal obeys instead of showing it (escapes, line ends, changes of direction), and what cannot be seen at all. */
const notShown = /[\p{C}\p{Zl}\p{Zp}]/gu;

const digitRun = /[0-9](?:[ ._:-]?[0-9]){12,18}/g;
/** An IBAN in one piece, or in groups of four. */
const ibanRun = /[A-Za-z]{2}[0-9]{2}(?:[A-Za-z0-9]{11,30}|(?:[ _-][A-Za-z0-9]{4}){2,7}(?:[ _-][A-Za-z0-9]{1,3})?)(?![A-Za-z0-9])/g;

const mask = (found: string): string => (looksLikePaymentNumber(found) ? '*'.repeat(found.length) : found);

/**
 * A file's name as it may be printed, stored and shown in the Temporal UI. Names come with files that others sent: one must not
 * steer the terminal, nor carry a card number or IBAN to where nobody expects it.
 */
export function shownFileName(name: string): string {
  return name.replace(notShown, '?').replace(digitRun, mask).replace(ibanRun, mask);
}
