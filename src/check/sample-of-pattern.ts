import { limits } from '../domain/limits';
import { fieldMatcher } from '../gateway/field-matcher';

const preferred = [...'1Aa0X-. @_/:'];
const printable = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index));
/** One character of each kind that an escape stands for; edges stand for none. */
const escapes: Readonly<Record<string, string>> = { d: '1', D: 'a', w: 'a', W: '-', s: ' ', S: 'a', b: '', A: '', z: '', t: '\t', n: '\n' };
const quantifier = /(?:[*?]|\+|\{([0-9]{1,4})(?:,[0-9]*)?\})?\??/y;
const opening = /\((?:\?(?:P?<[A-Za-z0-9_]+>|[a-zA-Z-]*:))?/y;
const flagsAlone = /\(\?[a-zA-Z-]+\)/y;
const characterClass = /\[\^?\]?(?:\\.|[^\]\\])*\]/sy;
const property = /\\p(?:\{([A-Za-z]+)\}|([A-Z]))/y;

/** Reads a pattern once from its left to its right and writes the shortest text that it understands it to want. */
class PatternSampler {
  #at = 0;

  constructor(readonly pattern: string) {}

  sample(): string | undefined {
    const text = this.#choice();
    return this.#at === this.pattern.length ? text : undefined;
  }

  /** The first of the alternatives; the others are only read over. */
  #choice(): string | undefined {
    const text = this.#sequence();
    while (text !== undefined && this.#take('|')) if (this.#sequence() === undefined) return undefined;
    return text;
  }

  #sequence(): string | undefined {
    let text = '';
    while (this.#at < this.pattern.length && !'|)'.includes(this.pattern.charAt(this.#at))) {
      const piece = this.#piece();
      if (piece === undefined) return undefined;
      text += piece.repeat(Math.min(this.#times(), limits.fieldCharactersMax + 1));
      if (text.length > limits.fieldCharactersMax) return undefined;
    }
    return text;
  }

  #times(): number {
    const [sign = '', count] = this.#match(quantifier) ?? [];
    if (count !== undefined) return Number(count);
    return /^[*?]/.test(sign) ? 0 : 1;
  }

  #piece(): string | undefined {
    if (this.#take('^') || this.#take('$')) return '';
    if (this.#take('.')) return 'a';
    if (this.#match(flagsAlone)) return '';
    if (this.#match(opening)) {
      const inner = this.#choice();
      return this.#take(')') ? inner : undefined;
    }
    const members = this.#match(characterClass)?.[0];
    if (members !== undefined) return characterOf(members);
    const [, long, short] = this.#match(property) ?? [];
    if (long !== undefined || short !== undefined) return characterOf(`\\p{${long ?? short}}`);
    const character = this.pattern.charAt(this.#at++);
    if (character !== '\\') return character;
    const escaped = this.pattern.charAt(this.#at++);
    return /[A-Za-z0-9]/.test(escaped) ? escapes[escaped] : escaped;
  }

  #take(character: string): boolean {
    const isThere = this.pattern.charAt(this.#at) === character;
    if (isThere) this.#at += 1;
    return isThere;
  }

  #match(expression: RegExp): RegExpExecArray | undefined {
    expression.lastIndex = this.#at;
    const found = expression.exec(this.pattern) ?? undefined;
    if (found !== undefined) this.#at += found[0].length;
    return found;
  }
}

/** A character that a class of a pattern holds, an everyday one if there is one. */
function characterOf(members: string): string | undefined {
  const matches = fieldMatcher(`^(?:${members})$`);
  return matches && [...preferred, ...printable].find(matches);
}

/** A text that fits a pattern of the gateway; undefined for a pattern beyond the few things that such patterns are made of. */
export function sampleOfPattern(pattern: string): string | undefined {
  const text = new PatternSampler(pattern).sample();
  return text !== undefined && fieldMatcher(pattern)?.(text) === true ? text : undefined;
}
