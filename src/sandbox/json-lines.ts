import { closeSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * A file of JSON lines that is only ever appended to, one write a line and before the answer that tells of it goes out: a killed
 * process loses nothing that anybody was told. (A machine that loses its power may lose the last lines: nothing is synced to disk.)
 */
export class JsonLines<Line> {
  readonly #file: number;
  /** What the file held when it was opened. */
  readonly earlier: readonly Line[];

  constructor(path: string) {
    mkdirSync(dirname(path), { recursive: true });
    // Only its owner reads it: it holds accounts and names.
    this.#file = openSync(path, 'a+', 0o600);
    const bytes = readFileSync(path);
    // A line without its end was cut off by a kill in the middle of the write; nobody has been told of it.
    const whole = bytes.subarray(0, bytes.lastIndexOf('\n') + 1);
    if (whole.length < bytes.length) ftruncateSync(this.#file, whole.length);
    this.earlier = whole
      .toString('utf8')
      .split('\n')
      .filter((text) => text !== '')
      .map((text) => JSON.parse(text) as Line);
  }

  append(line: Line): void {
    writeSync(this.#file, `${JSON.stringify(line)}\n`);
  }

  close(): void {
    closeSync(this.#file);
  }
}
