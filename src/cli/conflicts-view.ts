import { limits } from '../domain/limits';
import type { ClaimResult } from '../store/claim-result';
import type { CommandContext } from './command-context';
import { CommandFailed } from './command-failed';
import { countOf } from './count-of';
import { exitCodes } from './exit-codes';
import { renderTable } from './render-table';
import { shownTime } from './shown-time';

type Refused = Extract<ClaimResult, { kind: 'refused' }>;

const problemWords = { reference_used: 'reference used', paid_already: 'paid already' } as const;

/** Shows which rows another batch has paid or may still pay, and returns the refusal. */
export function refuseConflicts({ screen }: CommandContext, fileName: string, { conflicts, conflictsTotal }: Refused): CommandFailed {
  screen.result({ kind: 'conflicts', file: fileName, total: conflictsTotal, conflicts }, () => {
    const columns = [
      { heading: 'LINE', align: 'right' },
      { heading: 'WHAT' },
      { heading: 'OTHER BATCH' },
      { heading: 'ITS LINE', align: 'right' },
      { heading: 'WHEN' },
      { heading: 'OUTCOME' },
    ] as const;
    const rows = conflicts.slice(0, limits.issueLinesShownPerCodeMax).map((each) => {
      const { line, problem, otherBatch, otherLine, when, otherOutcome } = each;
      return [String(line), problemWords[problem], otherBatch, String(otherLine), shownTime(when), otherOutcome.replaceAll('_', ' ')];
    });
    const more = conflictsTotal - rows.length;
    return renderTable(columns, rows, screen.outIsTerminal) + (more > 0 ? `\n… ${more} more; -o json lists up to 100` : '');
  });
  const used = conflicts.some(({ problem }) => problem === 'reference_used');
  const allow = used ? '' : '--duplicates allow pays these too, a second time; ';
  const hint = `--duplicates skip pays the other rows alone; ${allow}batches that each have a --period of their own may pay the same people`;
  const why = `another batch has paid ${countOf(conflictsTotal, 'row')} of it, or may still do so`;
  return new CommandFailed(exitCodes.refused, `${fileName} is refused, nothing was sent`, why, hint);
}
