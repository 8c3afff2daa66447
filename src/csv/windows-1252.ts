/** What 0x80 to 0x9F mean; five of them mean nothing. Every other byte is the character of its own number. */
const c1 = '€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ';

const characterOf = new Map(
  [...c1].flatMap((character, index) => (character === '\0' ? [] : [[String.fromCharCode(0x80 + index), character]])),
);
const byteOf = new Map([...characterOf].map(([byte, character]) => [character, byte]));

/** Letters and marks of western European text. Other encodings use the other bytes for letters of theirs. */
const usual =
  /^[\0-\x7f\x80\x82\x84\x85\x8a\x8c\x8e\x91-\x97\x9a\x9c\x9e-\xa0\xa3\xa7\xaa\xab\xb0\xb2\xb4\xb7\xba\xbb\xc0-\xd6\xd8-\xf6\xf8-\xff]*$/;

export const windows1252 = {
  /** The text of these bytes, up to the first that means nothing. */
  decode(bytes: Buffer): Readonly<{ text: string; isWhole: boolean }> {
    const latin = bytes.toString('latin1');
    const end = latin.search(/[\x81\x8d\x8f\x90\x9d]/);
    const known = end === -1 ? latin : latin.slice(0, end);
    return { text: known.replace(/[\x80-\x9f]/g, (byte) => characterOf.get(byte) ?? byte), isWhole: end === -1 };
  },

  /** Text that was decoded comes back as the same bytes; a character that the encoding lacks becomes a question mark. */
  encode(text: string): Buffer {
    const latin = text.replace(/[^\0-\x7f\xa0-\xff]/gu, (character) => byteOf.get(character) ?? '?');
    return Buffer.from(latin, 'latin1');
  },

  /** Whether bytes that are no UTF-8 are most likely this. */
  seems(bytes: Buffer): boolean {
    return usual.test(bytes.toString('latin1'));
  },
} as const;
