import { limits } from '../domain/limits';

const wordsMax = limits.controlWordsCharactersMax;

/**
 * Refuses a message that has anything but the texts `names`. Returns the rest, for its own rules.
 * @throws Error that says what is expected
 */
export function refuseOddMessage(message: unknown, names: readonly string[], expected: string): Readonly<Record<string, unknown>> {
  if (message === undefined || message === null) return {};
  if (typeof message !== 'object' || Array.isArray(message)) throw new Error(expected);
  for (const [name, value] of Object.entries(message)) {
    if (!names.includes(name)) throw new Error(`"${name}" is not known here: ${expected}`);
    if (typeof value === 'string' && value.length > wordsMax) throw new Error(`"${name}" is to be text of at most ${wordsMax} characters`);
    if (typeof value !== 'string' && (name === 'by' || name === 'because')) {
      throw new Error(`"${name}" is to be text of at most ${wordsMax} characters`);
    }
  }
  return message as Readonly<Record<string, unknown>>;
}
