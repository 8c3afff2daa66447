import type { Command } from 'commander';
import { createProgram } from '../../src/cli/create-program';
import { fakeStreams } from '../support/fake-streams';

const all = (command: Command): readonly Command[] => [command, ...command.commands.flatMap(all)];

test('no line of what a command says of itself is broken on a terminal of 80 columns', () => {
  const program = createProgram(fakeStreams({}), () => Promise.resolve());
  const long = all(program)
    .flatMap((command) => command.description().split('\n'))
    .filter((line) => line.length > 80);
  expect(long).toEqual([]);
});
