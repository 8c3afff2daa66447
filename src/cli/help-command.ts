import type { Command } from 'commander';
import type { RunCommand } from './command-context';
import { CommandFailed } from './command-failed';
import { exitCodes } from './exit-codes';
import { helpTopics } from './help-topics';

const about = `Explains a command or a topic: exit-codes, environment, file.

Example:
  $ payrun help exit-codes`;

export function addHelpCommand(program: Command, run: RunCommand): void {
  program
    .command('help')
    .summary('explain a command or a topic')
    .description(about)
    .argument('[topic...]', 'a command, exit-codes, environment or file')
    .action((topic: readonly string[]) =>
      run(async ({ streams }) => {
        // A command of a command is two words: schedule create.
        const within = (outer: Command | undefined, name: string) => outer?.commands.find((each) => each.name() === name);
        const command = topic.reduce<Command | undefined>(within, program);
        if (command === undefined) streams.stdout.write(`${topicText(program, topic.join(' '))}\n`);
        else command.outputHelp();
        return exitCodes.done;
      }),
    );
}

function topicText(program: Command, topic: string): string {
  const text = Object.hasOwn(helpTopics, topic) ? helpTopics[topic] : undefined;
  if (text !== undefined) return text();
  const topics = [...Object.keys(helpTopics), ...program.commands.map((each) => each.name())];
  throw new CommandFailed(exitCodes.refused, 'there is no such topic or command', undefined, `one of: ${topics.join(', ')}`);
}
