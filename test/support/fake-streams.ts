import { PassThrough } from 'node:stream';
import type { CommandLineStreams } from '../../src/cli/command-line-streams';

export type FakeStreams = CommandLineStreams &
  Readonly<{
    /** What was written so far. */
    out(): string;
    err(): string;
    type(text: string): void;
    interrupt(): void;
  }>;

type Options = Readonly<{
  environment?: Readonly<Record<string, string>>;
  workingFolder?: string;
  /** Which of the streams are terminals. */
  terminals?: readonly ('stdin' | 'stdout' | 'stderr')[];
}>;

/** A process for the command line, without one. Nothing of this test run's own environment gets in. */
export function fakeStreams({ environment = {}, workingFolder = '/nowhere', terminals = [] }: Options = {}): FakeStreams {
  const [stdin, stdout, stderr] = (['stdin', 'stdout', 'stderr'] as const).map((name) =>
    Object.assign(new PassThrough(), { isTTY: terminals.includes(name), columns: 100 }),
  ) as [Stream, Stream, Stream];
  const [out, err]: [string[], string[]] = [[], []];
  stdout.on('data', (bytes: Buffer) => out.push(bytes.toString()));
  stderr.on('data', (bytes: Buffer) => err.push(bytes.toString()));
  const stops = new Set<() => void>();
  return {
    stdin,
    stdout,
    stderr,
    environment,
    workingFolder,
    onInterrupt(stop) {
      stops.add(stop);
      return () => stops.delete(stop);
    },
    out: () => out.join(''),
    err: () => err.join(''),
    type: (text) => stdin.write(text),
    interrupt: () => {
      for (const stop of stops) stop();
    },
  };
}

type Stream = PassThrough & { isTTY: boolean; columns: number };
