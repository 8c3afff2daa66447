import { createScreen } from '../../src/cli/screen';
import { createWorkView } from '../../src/cli/work-view';
import { fakeStreams } from '../support/fake-streams';

function view(terminals: readonly 'stderr'[]) {
  const streams = fakeStreams({ terminals });
  let nowMs = 0;
  const work = createWorkView(
    { streams, screen: createScreen(streams, { format: 'text', colour: false }) },
    'checking',
    1_000,
    () => nowMs,
  );
  const step = (amount: number, ms: number) => {
    nowMs += ms;
    work.done(amount);
  };
  return { step, end: work.end, err: () => streams.err() };
}

test('work that is soon done shows nothing', () => {
  const { step, end, err } = view(['stderr']);
  step(900, 1_000);
  end();
  expect(err()).toBe('');
});

test('on a terminal one line is drawn again, and taken away at the end', () => {
  const { step, end, err } = view(['stderr']);
  step(100, 3_000);
  step(1, 10);
  step(149, 2_000);
  end();
  expect(err().split('\r\u001b[2K')).toEqual(['', 'checking 10 % · ~27 s', 'checking 25 % · ~15 s', '']);
});

test('elsewhere a line comes each 10 % or 30 s', () => {
  const { step, end, err } = view([]);
  for (let index = 0; index < 30; index++) step(10, 1_000);
  step(1, 30_000);
  step(1, 30_000);
  end();
  expect(err().split('\n')).toEqual([
    'checking 10 % · ~2 min',
    'checking 20 % · ~80 s',
    'checking 30 % · ~2 min',
    'checking 30 % · ~3 min',
    '',
  ]);
});
