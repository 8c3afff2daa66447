/** Brands' first digits: 3 to 6, and 2221 to 2720. Times (`2026…`, `17…`) start otherwise and are fine in a key. */
const cardNumber = /^(?:[3-6]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)[0-9]*$/;

const separators = /[\s._:-]+/;

/** A word before or behind the digits of a part: `emp4111…`. Digits between letters are those of a hash. */
const wordAround = /^[A-Z]+(?=[0-9]+$)|(?<=^[0-9]+)[A-Z]+$/;
/** As a card shows it, wherever it stands: `emp-4111-1111-1111-1111`. */
const groupsOfFour = /(?<![0-9])[0-9]{4}([\s._:-])[0-9]{4}\1[0-9]{4}\1[0-9]{1,7}(?![0-9])/g;

/**
 * Whether text, or a part of it between separators, is a card number or IBAN with a right check digit, however the whole is grouped, or
 * has a card number with a word beside it.
 */
export function looksLikePaymentNumber(text: string): boolean {
  const parts = text.toUpperCase().split(separators);
  if ([parts.join(''), ...parts].some((characters) => isCardNumber(characters) || isIban(characters))) return true;
  const besideWords = [...parts.map((part) => part.replace(wordAround, '')), ...(text.match(groupsOfFour) ?? [])];
  return besideWords.some((characters) => isCardNumber(characters.replace(/[^0-9A-Z]/g, '')));
}

function isCardNumber(digits: string): boolean {
  if (digits.length < 13 || digits.length > 19 || !cardNumber.test(digits)) return false;
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** ISO 13616: country and check digits moved to the end, letters as 10 to 35, modulo 97 is 1. */
function isIban(characters: string): boolean {
  if (!/^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$/.test(characters)) return false;
  const moved = characters.slice(4) + characters.slice(0, 4);
  let remainder = 0;
  for (const character of moved) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}
