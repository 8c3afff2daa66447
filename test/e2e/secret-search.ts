/** What is searched for. Letters and digits alone count, of any case; at least 8 of them, so that chance finds none. */
export type SecretWords = Readonly<Record<string, string>>;

export type Finding = Readonly<{ secret: string; form: string; where: string; around: string }>;

type Needle = Readonly<{ secret: string; form: string; bytes: Buffer }>;

const fold = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, '');

/** Base64 of a text depends on where in the encoded bytes it begins: what does not hang on its neighbours is kept. */
function base64Forms(text: string): readonly string[] {
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), Buffer.from(text)])
      .toString('base64')
      .replace(/=+$/, '');
    const whole = Math.floor(((before + text.length) * 8) / 6);
    return encoded.slice(Math.ceil((before * 8) / 6), whole);
  });
}

function needlesOf(words: SecretWords): readonly Needle[] {
  return Object.entries(words).flatMap(([secret, word]) => {
    const cased = [...new Set([word, word.toUpperCase(), word.toLowerCase()])];
    const encoded = cased.flatMap((text) => [
      ...base64Forms(text).map((bytes) => ({ form: 'base64', bytes })),
      ...base64Forms(text).map((bytes) => ({ form: 'base64url', bytes: bytes.replaceAll('+', '-').replaceAll('/', '_') })),
      ...[Buffer.from(text).toString('hex')].map((bytes) => ({ form: 'hex', bytes })),
    ]);
    return encoded.map(({ form, bytes }) => ({ secret, form, bytes: Buffer.from(bytes) }));
  });
}

/** Runs of base64, long enough to hold something. */
const base64Run = /[A-Za-z0-9+/_-]{12,}={0,2}/g;
const decodedDepthMax = 3;

/**
 * Finds secrets in bytes: as they are, in any case, with anything but letters and digits between their characters (spaced, dotted,
 * UTF-16), in base64 at every alignment, in hex, and inside base64 that itself was encoded.
 */
export class SecretSearch {
  readonly #folded: readonly Readonly<{ secret: string; word: string }>[];
  readonly #needles: readonly Needle[];
  readonly findings: Finding[] = [];

  /** `keys`: secrets that are bytes, not text. */
  constructor(words: SecretWords, keys: Readonly<Record<string, Buffer>> = {}) {
    this.#folded = Object.entries(words).map(([secret, word]) => ({ secret, word: fold(word) }));
    for (const { secret, word } of this.#folded) if (word.length < 8) throw new Error(`${secret} is too short to be searched for`);
    const raw = Object.entries(keys).map(([secret, bytes]) => ({ secret, form: 'bytes', bytes }));
    this.#needles = [...needlesOf(words), ...raw];
  }

  /** Secrets that have not been found in any form. */
  get notFound(): readonly string[] {
    const found = new Set(this.findings.map(({ secret }) => secret));
    return this.#needles.map(({ secret }) => secret).filter((secret, at, all) => all.indexOf(secret) === at && !found.has(secret));
  }

  search(where: string, content: Buffer | string): void {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    for (const { secret, form, bytes: needle } of this.#needles) {
      const at = bytes.indexOf(needle);
      if (at !== -1) this.#found(secret, form, where, bytes.toString('latin1', Math.max(0, at - 60), at + 80));
    }
    this.#searchFolded(where, bytes.toString('latin1'), 0);
  }

  #searchFolded(where: string, text: string, depth: number): void {
    const folded = fold(text);
    for (const { secret, word } of this.#folded) {
      const at = folded.indexOf(word);
      if (at !== -1)
        this.#found(secret, depth === 0 ? 'text' : `base64, decoded ${depth}`, where, folded.slice(Math.max(0, at - 60), at + 80));
    }
    if (depth === decodedDepthMax) return;
    const decoded = [...text.matchAll(base64Run)].map(([run]) =>
      Buffer.from(run.replaceAll('-', '+').replaceAll('_', '/'), 'base64').toString('latin1'),
    );
    if (decoded.length > 0) this.#searchFolded(where, decoded.join('\n'), depth + 1);
  }

  #found(secret: string, form: string, where: string, around: string): void {
    this.findings.push({ secret, form, where, around });
  }
}
