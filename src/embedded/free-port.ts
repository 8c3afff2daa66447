import { createServer } from 'node:net';
import { limits } from '../domain/limits';
import { EmbeddedProblem } from './embedded-problem';

/**
 * A port for a part that this machine runs.
 * @param wanted tried first, then the ones after it
 * @param setting the setting that names `wanted`: then no other port will do
 * @throws EmbeddedProblem when the named port, or every port tried, is taken
 */
export async function freePort(wanted: number, setting?: string): Promise<number> {
  const last = setting === undefined ? Math.min(wanted + limits.portsTriedMax - 1, 65_535) : wanted;
  for (let port = wanted; port <= last; port++) {
    if (await isFree(port)) return port;
  }
  throw setting === undefined
    ? new EmbeddedProblem(`ports ${wanted} to ${last} are all taken`, 'end the programs that hold them')
    : new EmbeddedProblem(
        `port ${wanted}, which ${setting} names, is taken`,
        `set ${setting} to another port, or leave it out to get a free one`,
      );
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}
