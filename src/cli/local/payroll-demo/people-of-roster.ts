import { readPayoutRows } from '../../../check/read-payout-rows';

/** The lasting keys of the people in a checked roster, in its order. */
export async function peopleOfRoster(bytes: Buffer): Promise<readonly string[]> {
  const people: string[] = [];
  for await (const reads of readPayoutRows([bytes], { isRoster: true })) {
    for (const read of reads) if (read.kind === 'row' && read.row.fileReference !== undefined) people.push(read.row.fileReference);
  }
  return people;
}
