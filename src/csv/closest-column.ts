import { isKnownColumn, keyedPrefixes, namedColumns } from './known-column';

/** What a cell may hold that no editor shows, such as a second byte order mark. */
const unseen = /[\p{Cf}\p{Cc}]/gu;

/** What people call a column whose name is not near. */
const otherNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    reference_id: ['ref', 'id', 'payment_id', 'payout_id'],
    currency: ['ccy', 'cur'],
    amount: ['sum', 'value', 'total', 'pay', 'net_pay'],
    description: ['desc', 'memo', 'note', 'purpose', 'comment'],
    'customer.email': ['e_mail', 'mail'],
    'customer.date_of_birth': ['dob', 'birthday', 'birth_date', 'birthdate'],
    'customer.address.post_code': ['zip', 'zip_code', 'postal_code', 'postcode'],
  }).flatMap(([column, names]) => names.map((name) => [name, column] as const)),
);

/** The column that an unknown header cell most likely means; undefined if none is near. */
export function closestColumn(name: string): string | undefined {
  const word = name
    .replace(unseen, '')
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  if (isKnownColumn(word)) return word;
  // `email` alone, or below another word: `recipient.email`.
  const last = word.split('.').at(-1) ?? '';
  const below = namedColumns.find((column) => column.endsWith(`.${last}`));
  const near = namedColumns
    .map((column) => ({ column, ...distance(word, column) }))
    .filter(({ changes, changesMax }) => changes <= changesMax)
    .sort((a, b) => a.changes - b.changes)[0]?.column;
  return near ?? closestKeyed(word) ?? below ?? otherNames.get(last);
}

/** A third of the letters may differ, but for the words that both begin with: `customer.zip` is far from `customer.name`. */
function distance(word: string, column: string): Readonly<{ changes: number; changesMax: number }> {
  let shared = 0;
  for (let at = 0; word[at] === column[at] && at < column.length; at++) if (column[at] === '.') shared = at + 1;
  const rest = column.slice(shared);
  return { changes: editDistance(word.slice(shared), rest), changesMax: Math.max(1, Math.floor(rest.length / 3)) };
}

/** `field.iban` for `fields.iban`. */
function closestKeyed(word: string): string | undefined {
  const dot = word.indexOf('.');
  if (dot === -1) return undefined;
  const prefix = keyedPrefixes.find((candidate) => editDistance(word.slice(0, dot + 1), candidate) <= 2);
  const column = prefix === undefined ? '' : prefix + word.slice(dot + 1);
  return isKnownColumn(column) ? column : undefined;
}

/** Levenshtein: how many letters have to be added, removed or changed. */
function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const changed = (previous[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      current.push(Math.min(changed, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[to.length] ?? 0;
}
