import { readArguments } from '../../src/sandbox/read-arguments';

test('flags and environment become options, flags first', () => {
  const argv = ['--port', '8080', '--settle-ms', '10-20', '--faults', '[{"on":"create","answer":503}]', '--settings', '{"findLagMs":5}'];
  expect(readArguments(argv, { SANDBOX_PORT: '1', SANDBOX_SEED: '7', SANDBOX_CONTROL_PORT: '8081', SANDBOX_BOOKS: '/tmp/books' })).toEqual({
    port: 8080,
    controlPort: 8081,
    seed: 7,
    booksPath: '/tmp/books',
    settleMs: [10, 20],
    findLagMs: 5,
    faults: [{ on: 'create', answer: 503 }],
  });
});

test('nothing given is no option', () => {
  expect(readArguments([], {})).toEqual({});
});

test.each([[['--port', 'x']], [['--settle-ms', '10ms']], [['--unknown', '1']], [['--settings', '{"findLag":5}']], [['--faults', '{}']]])(
  '%j is refused',
  (argv) => {
    expect(() => readArguments(argv, {})).toThrow();
  },
);
