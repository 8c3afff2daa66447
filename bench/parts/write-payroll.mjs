import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { payrollLines } from './payroll-rows.mjs';

/** Writes a file of so many payouts, 12 columns each. */
export async function writePayroll(path, rows, encoding) {
  await pipeline(Readable.from(pieces(rows, encoding)), createWriteStream(path));
}

const linesAtOnce = 5_000;

function* pieces(rows, encoding) {
  let [text, count] = [encoding === 'utf16le' ? '\uFEFF' : '', 0];
  for (const line of payrollLines(rows)) {
    text += `${line.slice(0, -1)},${count === 0 ? 'metadata.cost_center' : `cc-${count % 97}`}\n`;
    count += 1;
    if (count % linesAtOnce !== 0) continue;
    yield Buffer.from(text, encoding);
    text = '';
  }
  yield Buffer.from(text, encoding);
}
