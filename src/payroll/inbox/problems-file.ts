import { stringify } from 'csv-stringify/sync';
import { annotatingWatcher } from '../../check/annotating-watcher';
import { checkFileWhole } from '../../check/check-file-whole';
import { annotationColumns } from '../../csv/annotation-columns';
import { usualForm } from '../../csv/file-form';
import { RowAnnotator } from '../../csv/row-annotator';
import { cutShortWords } from '../../domain/cut-short';
import { inboxRefusalWords } from '../../domain/inbox-refusal';
import type { ServiceGateway } from '../../gateway/service-gateway';
import type { PayrollRun } from '../../store/payrolls/payroll';

type Problem = Readonly<{ code: string; line: number; column?: string }>;

const known: Readonly<Record<string, Readonly<{ what: string; fix: string }>>> = {
  ...inboxRefusalWords,
  ...Object.fromEntries(
    Object.entries(cutShortWords).map(([why, { what, fix }]) => [why, { what, fix: `${fix} Put the file back and run the period again.` }]),
  ),
  paid_already: {
    what: 'another batch has paid some of it, or may still do so',
    fix: 'To pay the others put the file back and run it with --duplicates skip.',
  },
};

/**
 * What is wrong with a refused file, as a file to put beside it: its own rows with their problems, as `check --out` writes them, or where
 * there are none to show, what its run keeps of why it was refused.
 */
export async function problemsFile(
  bytes: Buffer | undefined,
  { period, details }: Pick<PayrollRun, 'period' | 'details'>,
  services: ServiceGateway,
): Promise<Buffer> {
  const annotated = bytes && details.why === 'problems' ? await annotatedRows(bytes, period, services) : undefined;
  return annotated ?? summary(details);
}

async function annotatedRows(bytes: Buffer, period: string, services: ServiceGateway): Promise<Buffer | undefined> {
  const annotator = new RowAnnotator(usualForm);
  const written: Buffer[] = [];
  const watcher = annotatingWatcher(annotator, async (more) => {
    written.push(more);
  });
  const { file } = await checkFileWhole([bytes], services, { period, isRoster: true, watcher });
  // The gateway's rules may have changed since, or be out of reach now: rows without their problems would be taken for good.
  if (!annotator.hasHeader || file.issues.total === 0) return undefined;
  return Buffer.concat([...written, annotator.end()]);
}

function summary({ why, problems, first }: PayrollRun['details']): Buffer {
  const kept = Array.isArray(first) ? (first as readonly Problem[]) : [];
  const lines = kept.map(({ code, line, column }) => [String(line), column ?? '(row)', code, '']);
  const more = Number(problems ?? 0) - kept.length;
  if (more > 0) lines.push(['', '(file)', `${more} more problems`, 'See all: payrun check FILE --out problems.csv']);
  if (lines.length === 0) {
    const words = known[String(why)];
    const problem = words === undefined ? String(why) : `${String(why)}: ${words.what}`;
    lines.push(['', '(file)', problem, words?.fix ?? '']);
  }
  return Buffer.from(stringify(lines, { header: true, columns: [...annotationColumns], escape_formulas: true }));
}
