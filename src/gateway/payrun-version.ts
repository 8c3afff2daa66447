import { readFileSync } from 'node:fs';
import { join } from 'node:path';

function read(): string {
  // Two folders up from `src/gateway` and from `dist/gateway` alike.
  const manifest: unknown = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8'));
  const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : undefined;
  return typeof version === 'string' ? version : '0.0.0';
}

/** The version of this package, as the gateway is told it. */
export const payrunVersion = read();
