import type { CommandFailed } from './command-failed';
import type { Paint } from './paint';

/** `error: what: why`, then `hint: …`; the stack of what caused it only when asked for. */
export function renderFailure(failure: CommandFailed, paint: Paint, withStack: boolean): string {
  const lines = [`${paint.red('error:')} ${failure.message}`];
  if (failure.hint !== undefined) lines.push(`${paint.bold('hint:')} ${failure.hint}`);
  if (withStack) {
    for (let cause: unknown = failure; cause instanceof Error; cause = cause.cause) lines.push(framesOf(cause));
  }
  return lines.join('\n');
}

/** Name and places without the message: a message of another library may repeat a row or a key. */
function framesOf(error: Error): string {
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [`${error.name}:`, ...frames].join('\n');
}
