import { StatementFailed } from '../statement-failed';

type Waiting<Input, Output> = Readonly<{ input: Input; resolve: (output: Output) => void; reject: (cause: unknown) => void }>;

/**
 * Turns many calls into few statements: what arrives while a statement runs goes together in the next one, so an idle
 * database costs no wait and a busy one no more statements than it can take. Inputs of one key never share a statement.
 * A statement that the database refused has changed nothing, so its inputs are run one by one: only the one at fault fails.
 */
export function groupCalls<Input, Output>(
  run: (inputs: readonly Input[]) => Promise<readonly Output[]>,
  keyOf: (input: Input) => string,
  groupMax: number,
): (input: Input) => Promise<Output> {
  const waiting: Waiting<Input, Output>[] = [];
  let running = false;

  const nextGroup = (): Waiting<Input, Output>[] => {
    const keys = new Set<string>();
    const group: Waiting<Input, Output>[] = [];
    for (let index = 0; index < waiting.length && group.length < groupMax; ) {
      const call = waiting[index] as Waiting<Input, Output>;
      const key = keyOf(call.input);
      if (keys.has(key)) {
        index += 1;
        continue;
      }
      keys.add(key);
      group.push(call);
      waiting.splice(index, 1);
    }
    return group;
  };

  const runGroup = async (group: readonly Waiting<Input, Output>[]): Promise<void> => {
    try {
      const outputs = await run(group.map(({ input }) => input));
      group.forEach(({ resolve }, index) => {
        resolve(outputs[index] as Output);
      });
    } catch (cause) {
      if (group.length > 1 && cause instanceof StatementFailed) for (const call of group) await runGroup([call]);
      else for (const { reject } of group) reject(cause);
    }
  };

  const work = async (): Promise<void> => {
    running = true;
    while (waiting.length > 0) await runGroup(nextGroup());
    running = false;
  };

  return (input) =>
    new Promise<Output>((resolve, reject) => {
      waiting.push({ input, resolve, reject });
      if (!running) void work();
    });
}
