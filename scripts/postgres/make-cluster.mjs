// A new PostgreSQL cluster in a folder of its own, from binaries that are on this machine.
import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/**
 * Makes the cluster `cluster` in a new folder. PostgreSQL refuses to run as root, so root hands it to the user that its package made.
 * @returns {{ folder: string, bin: string, owner: { uid?: number, gid?: number } } | undefined} undefined where there are no binaries
 */
export function makeCluster() {
  const bin = findBinaries();
  if (bin === undefined) return undefined;
  const owner = process.getuid?.() === 0 ? postgresUser() : {};
  if (owner === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'payrun-postgres-'));
  if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid);
  const cluster = join(folder, 'cluster');
  const made = spawnSync(join(bin, 'initdb'), ['-D', cluster, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'], {
    ...owner,
    cwd: folder,
    encoding: 'utf8',
  });
  if (made.status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`initdb failed: ${made.stderr || made.error?.message}`);
  }
  return { folder, bin, owner };
}

/** The folder of initdb and postgres: on PATH, else where Debian and Homebrew put them, newest first. */
function findBinaries() {
  const newest = (root, tail) => {
    const names = existsSync(root) ? readdirSync(root) : [];
    return names.sort((a, b) => b.localeCompare(a, 'en', { numeric: true })).map((name) => join(root, name, tail));
  };
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    ...newest('/usr/lib/postgresql', 'bin'),
    ...newest('/opt/homebrew/opt', 'bin').filter((folder) => folder.includes('postgresql')),
  ];
  return folders.find((folder) => folder !== '' && ['initdb', 'postgres', 'pg_isready'].every((name) => existsSync(join(folder, name))));
}

function postgresUser() {
  const id = (flag) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout || Number.NaN);
  const [uid, gid] = [id('-u'), id('-g')];
  return Number.isInteger(uid) && Number.isInteger(gid) ? { uid, gid } : undefined;
}
