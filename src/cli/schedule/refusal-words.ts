import { runRefusalWords } from '../../domain/run-refusal-words';
import { countOf } from '../count-of';

type Problem = Readonly<{ code?: unknown; line?: unknown; column?: unknown }>;

const shownProblem = ({ code, line, column }: Problem): string => `line ${line}${column === undefined ? '' : `, ${column}`}: ${code}`;

/** Why a period was refused, by what its run keeps of it: codes, counts, lines. */
export function refusalWords(details: Readonly<Record<string, unknown>>): string {
  const { why, problems, first, rows, otherBatch } = details;
  switch (why) {
    case 'problems': {
      const shown = (Array.isArray(first) ? (first as readonly Problem[]) : []).slice(0, 3).map(shownProblem);
      return [countOf(Number(problems), 'problem'), ...shown].join('; ');
    }
    case 'paid_already':
      return `another batch has paid ${countOf(Number(rows), 'row')} of it, or may still do so (${otherBatch})`;
    case 'no_roster':
      return 'there is no roster';
    case 'content_changed':
      return 'its file is no longer the one whose total was shown';
    case 'deleted':
      return 'the payroll was deleted meanwhile';
    case 'no_period':
      return 'its calendar has no such period';
    case 'too_early':
      return 'another pay date comes before its own';
    default:
      return runRefusalWords[String(why)]?.what ?? String(why ?? 'nobody knows why');
  }
}
