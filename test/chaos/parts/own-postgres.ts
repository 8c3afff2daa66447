import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { startWatchdog } from '../../../src/embedded/start-watchdog';
import { openDatabase } from '../../../src/store/open-database';
import { ownPort } from '../../support/own-port';
import { until } from '../../support/until';

type Owner = Readonly<{ uid?: number; gid?: number }>;

/** What the tests' cluster is made with, too. A module of the scripts, which have no types. */
type ClusterMaker = Readonly<{ makeCluster: () => Readonly<{ folder: string; bin: string; owner: Owner }> | undefined }>;

/** A PostgreSQL that commits to the disk as in real life, may be killed with all its processes, and recovers. */
export class OwnPostgres {
  #server: ChildProcess | undefined;

  private constructor(
    private readonly folder: string,
    private readonly bin: string,
    private readonly owner: Owner,
    readonly port: number,
  ) {}

  /** `undefined` where this machine has no PostgreSQL. */
  static async start(): Promise<OwnPostgres | undefined> {
    const { makeCluster } = (await import('../../../scripts/postgres/make-cluster.mjs' as string)) as ClusterMaker;
    const made = makeCluster();
    if (made === undefined) return undefined;
    const postgres = new OwnPostgres(made.folder, made.bin, made.owner, await ownPort());
    await postgres.startAgain();
    return postgres;
  }

  get url(): string {
    return `postgres://postgres@127.0.0.1:${this.port}/postgres`;
  }

  async startAgain(): Promise<void> {
    const args = ['-D', join(this.folder, 'cluster'), '-p', String(this.port), '-k', this.folder, '-c', 'listen_addresses=127.0.0.1'];
    const options = { ...this.owner, cwd: this.folder, stdio: 'ignore', detached: true } as const;
    const server = spawn(join(this.bin, 'postgres'), [...args, '-c', 'max_connections=100'], options);
    this.#server = server;
    const watchdog = startWatchdog(server.pid ?? 0);
    server.once('exit', () => watchdog.kill('SIGKILL'));
    await until(() => this.#answers(), 60_000);
  }

  /** SIGKILL to the server and each of its processes. */
  async kill(): Promise<void> {
    const server = this.#server;
    if (server?.pid === undefined || server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    process.kill(-server.pid, 'SIGKILL');
    await ended;
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Its files: they are whole while it does not run. */
  get clusterFolder(): string {
    return join(this.folder, 'cluster');
  }

  async #answers(): Promise<boolean> {
    const db = openDatabase(this.url, { connectionsMax: 1 });
    try {
      await db.query('select 1');
      return true;
    } finally {
      await db.close();
    }
  }
}
