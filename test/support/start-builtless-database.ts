import { join } from 'node:path';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../../src/embedded/start-embedded-database';

const program = ['-r', join(__dirname, 'register-typescript.cjs'), join(__dirname, '../../src/embedded/database-process.ts')];

/** The embedded database as its own process, run from the sources: a test never meets an older build. */
export function startBuiltlessDatabase(dataDir: string): Promise<EmbeddedDatabase> {
  return startEmbeddedDatabase({ dataDir, program });
}
