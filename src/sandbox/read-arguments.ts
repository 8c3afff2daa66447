import { parseArgs } from 'node:util';
import { controlShapes } from './control-shapes';
import type { SandboxOptions } from './sandbox-options';

const flags = ['port', 'control-port', 'host', 'seed', 'books', 'state', 'settle-ms', 'latency-ms', 'faults', 'settings'] as const;
type Flag = (typeof flags)[number];

/**
 * A sandbox process's command line, each flag also as `SANDBOX_<FLAG>` in the environment. Times are `1500` or `1000-3000`;
 * `--faults` and `--settings` are JSON, as the control server takes it. Throws for anything else.
 */
export function readArguments(argv: readonly string[], environment: NodeJS.ProcessEnv): SandboxOptions {
  const options = Object.fromEntries(flags.map((flag) => [flag, { type: 'string' as const }]));
  const { values } = parseArgs({ args: [...argv], options });
  const text = (flag: Flag): string | undefined => {
    const given = values[flag];
    return typeof given === 'string' ? given : environment[`SANDBOX_${flag.toUpperCase().replaceAll('-', '_')}`];
  };
  const given = <Key extends string, Value>(key: Key, flag: Flag, read: (text: string) => Value): Partial<Record<Key, Value>> => {
    const value = text(flag);
    return value === undefined ? {} : ({ [key]: read(value) } as Partial<Record<Key, Value>>);
  };
  const asText = (value: string): string => value;
  const times = { ...given('settleMs', 'settle-ms', readTime), ...given('latencyMs', 'latency-ms', readTime) };
  return {
    ...controlShapes.settings.parse({ ...JSON.parse(text('settings') ?? '{}'), ...times }),
    ...given('port', 'port', readWhole),
    ...given('controlPort', 'control-port', readWhole),
    ...given('host', 'host', asText),
    ...given('seed', 'seed', readWhole),
    ...given('booksPath', 'books', asText),
    ...given('statePath', 'state', asText),
    ...given('faults', 'faults', (value) => controlShapes.faults.parse(JSON.parse(value))),
  };
}

function readWhole(text: string): number {
  if (!/^\d{1,10}$/.test(text)) throw new RangeError(`expected a whole number, got "${text}"`);
  return Number(text);
}

function readTime(text: string): number | readonly [number, number] {
  const [least = '', most] = text.split('-');
  return most === undefined ? readWhole(least) : [readWhole(least), readWhole(most)];
}
