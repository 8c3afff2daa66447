import { join, parse } from 'node:path';
import { limits } from '../../domain/limits';
import { companions } from './companions';
import { lstatOf } from './lies-there';
import type { InboxBox } from './ready-folder';

/** Where a file can be put under `done` or `refused`: under its name, or with `-2`, `-3` behind it. From the folder on, `done/salaries-2.csv`. */
export async function freePlace(folder: string, box: InboxBox, name: string): Promise<string> {
  const { name: stem, ext } = parse(name);
  for (let number = 1; number <= limits.inboxSameNamesMax; number += 1) {
    const place = `${box}/${number === 1 ? name : `${stem}-${number}${ext}`}`;
    const wanted = [place, ...Object.values(companions(place))].map((path) => join(folder, path));
    const found = await Promise.all(wanted.map(lstatOf));
    if (found.every((each) => each === undefined)) return place;
  }
  throw new Error(`${box} has ${limits.inboxSameNamesMax} files of one name`);
}
