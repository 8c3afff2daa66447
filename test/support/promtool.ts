import { spawnSync } from 'node:child_process';

/** `undefined` where this machine has none; PAYRUN_REQUIRE_PROMTOOL says that it has to. */
export const promtool: string | undefined =
  process.env.PAYRUN_REQUIRE_PROMTOOL === '1' || spawnSync('promtool', ['--version']).status === 0 ? 'promtool' : undefined;

/** Runs Prometheus' own checker. `said`: what it has against it, or how it comes that it did not run. */
export function runPromtool(args: readonly string[], input = '', folder?: string): Readonly<{ code: number | null; said: string }> {
  const { status, stdout, stderr, error } = spawnSync('promtool', args, { input, encoding: 'utf8', cwd: folder });
  return { code: status, said: status === 0 ? stderr : `${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}` };
}
