import { type FileForm, usualForm } from '../../src/csv/file-form';
import type { FileSource } from '../../src/csv/file-source';
import type { PayoutRead } from '../../src/csv/payout-record';
import { readPayouts } from '../../src/csv/read-payouts';

export type CollectedPayouts = Readonly<{
  rows: readonly Readonly<{ line: number; cells: Readonly<Record<string, string>> }>[];
  issues: readonly Readonly<{ line: number; code: string; got: string; fix: string; column?: string }>[];
}>;

/** Reads a whole small file; text is cut into pieces of `pieceBytes` to put their borders everywhere. */
export async function collectPayouts(
  file: string | Buffer,
  pieceBytes = Number.POSITIVE_INFINITY,
  form: Partial<FileForm> = {},
): Promise<CollectedPayouts> {
  const reads: PayoutRead[] = [];
  for await (const batch of readPayouts(pieces(Buffer.from(file), pieceBytes), { form: { ...usualForm, ...form } })) reads.push(...batch);
  return {
    rows: reads.flatMap((read) =>
      read.kind === 'record' ? [{ line: read.record.line, cells: Object.fromEntries(read.record.cells) }] : [],
    ),
    issues: reads.flatMap((read) => (read.kind === 'issues' ? read.issues : [])),
  };
}

function pieces(bytes: Buffer, pieceBytes: number): FileSource {
  if (pieceBytes >= bytes.length) return [bytes];
  return Array.from({ length: Math.ceil(bytes.length / pieceBytes) }, (_, index) =>
    bytes.subarray(index * pieceBytes, (index + 1) * pieceBytes),
  );
}
