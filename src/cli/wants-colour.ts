import type { OutputStream } from './command-line-streams';

/** Whether a stream gets colours: only a terminal does, and only if nothing asks for none (https://no-color.org). Each stream is asked apart. */
export function wantsColour(stream: OutputStream, environment: Readonly<NodeJS.ProcessEnv>, allowed: boolean): boolean {
  if (!allowed || stream.isTTY !== true) return false;
  return (environment.NO_COLOR ?? '') === '' && environment.TERM !== 'dumb';
}
