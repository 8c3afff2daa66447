import { CommandFailed } from '../../src/cli/command-failed';
import { failureOf } from '../../src/cli/failure-of';
import { createPaint } from '../../src/cli/paint';
import { renderFailure } from '../../src/cli/render-failure';
import { renderTable } from '../../src/cli/render-table';
import { createScreen } from '../../src/cli/screen';
import { wrapText } from '../../src/cli/wrap-text';
import { fakeStreams } from '../support/fake-streams';

const plain = createPaint(false);

describe('a table', () => {
  const columns = [{ heading: 'BATCH' }, { heading: 'AMOUNT', align: 'right' }, { heading: 'STATE' }] as const;
  const rows = [
    ['a-1', '5.00', 'finished'],
    ['a-much-longer-id', '1 250.00', ''],
  ];
  test('aligns amounts on the right and ends no line with spaces', () => {
    expect(renderTable(columns, rows, true).split('\n')).toEqual([
      'BATCH               AMOUNT  STATE',
      'a-1                   5.00  finished',
      'a-much-longer-id  1 250.00',
    ]);
  });
  test('is split by tabs in a pipe', () => {
    expect(renderTable(columns, rows, false)).toBe('BATCH\tAMOUNT\tSTATE\na-1\t5.00\tfinished\na-much-longer-id\t1 250.00\t');
  });
});

describe('colours', () => {
  const coloured = (terminals: readonly ('stdout' | 'stderr')[], environment: Readonly<Record<string, string>> = {}, colour = true) => {
    const { outPaint, errPaint } = createScreen(fakeStreams({ terminals, environment }), { format: 'text', colour });
    return [outPaint.red('x') !== 'x', errPaint.red('x') !== 'x'];
  };
  test('are for terminals, and each stream is asked apart', () => {
    expect(coloured(['stdout'])).toEqual([true, false]);
    expect(coloured(['stderr'])).toEqual([false, true]);
  });
  test.each([
    ['NO_COLOR', { NO_COLOR: '1' }, true],
    ['TERM=dumb', { TERM: 'dumb' }, true],
    ['--no-color', {}, false],
  ])('are left out for %s', (_, environment, colour) => {
    expect(coloured(['stdout', 'stderr'], environment as Record<string, string>, colour)).toEqual([false, false]);
  });
});

describe('what is printed as JSON', () => {
  test('carries its version, one document for json', () => {
    const streams = fakeStreams();
    createScreen(streams, { format: 'json', colour: false }).result({ kind: 'thing', amount: '1.00' }, () => 'text');
    expect(JSON.parse(streams.out())).toEqual({ version: 1, kind: 'thing', amount: '1.00' });
  });
  test('is a line an event for jsonl, and nothing for the others', () => {
    const printed = (format: 'text' | 'json' | 'jsonl') => {
      const streams = fakeStreams();
      const screen = createScreen(streams, { format, colour: false });
      screen.event({ kind: 'progress', paid: 1 });
      screen.result({ kind: 'report' }, () => 'text');
      return streams.out();
    };
    expect(printed('jsonl')).toBe('{"version":1,"kind":"progress","paid":1}\n{"version":1,"kind":"report"}\n');
    expect(printed('json')).not.toContain('progress');
    expect(printed('text')).toBe('text\n');
  });
});

describe('an error', () => {
  test('is what, why and what to do', () => {
    const failure = new CommandFailed(2, 'the file is refused', '3 problems', 'correct it');
    expect(renderFailure(failure, plain, false)).toBe('error: the file is refused: 3 problems\nhint: correct it');
  });
  test('that nobody foresaw keeps its message: it may repeat a row', () => {
    const failure = failureOf(new TypeError('cannot read 4111111111111111'));
    expect(failure.exitCode).toBe(1);
    expect(renderFailure(failure, plain, true)).not.toContain('4111');
    expect(renderFailure(failure, plain, false)).toContain('TypeError');
  });
});

test('text is broken between words, and a long word stays whole', () => {
  expect(wrapText('one two three extraordinarily four', 9)).toEqual(['one two', 'three', 'extraordinarily', 'four']);
});
