import { closeSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * A file of JSON lines that is only ever appended to, one write a line and before the answer that tells of it goes out: a killed
 * process loses nothing that anybody was told. (A machine that loses its power may lose the last lines: nothing is synced to disk.)
 */
export class JsonLines<Line> {
  #file: number | undefined;
  /** What the file held when it was opened. */
  readonly earlier: readonly Line[];

  constructor(path: string) {
    mkdirSync(dirname(path), { recursive: true });
    // Only its owner reads it: it holds accounts and names.
    const file = openSync(path, 'a+', 0o600);
    this.#file = file;
    const bytes = readFileSync(path);
    // A line without its end was cut off by a kill in the middle of the write; nobody has been told of it.
    const whole = bytes.subarray(0, bytes.lastIndexOf('\n') + 1);
    if (whole.length < bytes.length) ftruncateSync(file, whole.length);
    this.earlier = whole
      .toString('utf8')
      .split('\n')
      .filter((text) => text !== '')
      .map((text) => JSON.parse(text) as Line);
  }

  append(line: Line): void {
    // The number of a closed file is soon another file's: writing to it would spoil that one.
    if (this.#file === undefined) throw new Error('the file is closed');
    writeSync(this.#file, `${JSON.stringify(line)}\n`);
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }
}
