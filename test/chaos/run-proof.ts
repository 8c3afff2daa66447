import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A proof as a process of its own, to its end, with all that it printed. */
export async function runProof(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Readonly<{ code: number | null; output: string }>> {
  const program = ['-r', join(__dirname, '../support/register-typescript.cjs'), join(__dirname, 'prove.ts')];
  const proof = spawn(process.execPath, [...program, ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [proof.stdout, proof.stderr]) {
    stream.on('data', (part: Buffer) => {
      output += part.toString();
    });
  }
  const [code] = (await once(proof, 'close')) as [number | null];
  return { code, output };
}
