/** What is searched for. Letters and digits alone count, of any case; at least 8 of them, so that chance finds none. */
export type SecretWords = Readonly<Record<string, string>>;

export type Finding = Readonly<{ secret: string; form: string; where: string; around: string }>;

type Needle = Readonly<{ secret: string; form: string; bytes: Buffer }>;

const isSmall = (code: number): boolean => code >= 0x61 && code <= 0x7a;
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

/** Letters and digits alone, in small letters. Byte by byte: the pattern for it runs out of stack over a database's millions of zeros. */
function fold(text: string): string {
  const bytes = Buffer.from(text, 'latin1');
  let length = 0;
  for (const byte of bytes) {
    const small = byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
    if (!isSmall(small) && !isDigit(small)) continue;
    bytes[length] = small;
    length += 1;
  }
  return bytes.toString('latin1', 0, length);
}

const isBase64 = (code: number): boolean =>
  isSmall(code | 0x20) || isDigit(code) || code === 0x2b || code === 0x2f || code === 0x5f || code === 0x2d;

/** Runs of base64, long enough to hold something. */
function* base64Runs(text: string): Generator<string> {
  const bytes = Buffer.from(text, 'latin1');
  for (let from = 0, at = 0; at <= bytes.length; at += 1) {
    if (at < bytes.length && isBase64(bytes[at] ?? 0)) continue;
    if (at - from >= base64RunMin) yield bytes.toString('latin1', from, at);
    from = at + 1;
  }
}

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

const base64RunMin = 12;
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
    const decoded = [...base64Runs(text)].map((run) =>
      Buffer.from(run.replaceAll('-', '+').replaceAll('_', '/'), 'base64').toString('latin1'),
    );
    if (decoded.length > 0) this.#searchFolded(where, decoded.join('\n'), depth + 1);
  }

  #found(secret: string, form: string, where: string, around: string): void {
    this.findings.push({ secret, form, where, around });
  }
}
