import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { OutOfReach } from '../domain/out-of-reach';
import { startEmbeddedDatabase } from '../embedded/start-embedded-database';
import type { GatewaySettings } from '../gateway/gateway-settings';
import type { Settings } from '../settings/settings';
import { accountMark } from '../store/account-mark';
import { accountId } from '../store/accounts';
import type { DataKeys } from '../store/data-keys';
import type { Database } from '../store/database';
import { openDatabase } from '../store/open-database';
import type { TemporalServer } from '../temporal/connection-options';
import { accountOf } from './account-of';
import { connectTemporal, type TemporalClient } from './connect-temporal';
import { dataKeysOf } from './data-keys-of';
import { gatewaySettingsOf } from './gateway-settings-of';
import type { Places } from './places';
import { requireTables } from './require-tables';

const bringUp = 'npm start -- --serve in another terminal brings up whatever the settings do not name';

/**
 * What a command works with, each part opened when it is first asked for and closed in order at the end: Temporal before the database.
 * Every method throws `OutOfReach`, with one sentence, when its part is not there.
 */
export class Parts {
  readonly #closers: (() => Promise<void>)[] = [];
  #store: Promise<Readonly<{ db: Database; accountId: bigint }>> | undefined;
  #temporal: Promise<TemporalClient> | undefined;

  constructor(
    readonly settings: Settings,
    readonly places: Places,
  ) {}

  /** What stands for the settings' account in Temporal. */
  get accountMark(): string {
    return accountMark(accountOf(this.settings));
  }

  /** The database, and the id of the settings' account in it. */
  store(): Promise<Readonly<{ db: Database; accountId: bigint }>> {
    this.#store ??= this.#openStore();
    return this.#store;
  }

  temporal(): Promise<TemporalClient> {
    this.#temporal ??= this.#openTemporal();
    return this.#temporal;
  }

  temporalServer(): TemporalServer {
    const { temporal } = this.settings;
    if (temporal.kind === 'named') return temporal;
    const { temporal: place } = this.places;
    if (place === undefined) throw new OutOfReach('there is no Temporal server', 'TEMPORAL_ADDRESS is not set and none runs here', bringUp);
    return place;
  }

  gateway(): GatewaySettings {
    const gateway = gatewaySettingsOf(this.settings, this.places.sandboxUrl);
    if (gateway !== undefined) return gateway;
    throw new OutOfReach('there is no gateway', 'PAYRUN_GATEWAY_URL is not set and no sandbox runs here', bringUp);
  }

  dataKeys(): DataKeys {
    return dataKeysOf(this.settings).keys;
  }

  async close(): Promise<void> {
    for (const close of this.#closers.reverse()) await close();
    this.#closers.length = 0;
  }

  async #openStore() {
    const url = await this.#databaseUrl();
    const db = openDatabase(url);
    this.#closers.push(() => db.close());
    await requireTables(db, url);
    return { db, accountId: await accountId(db, accountOf(this.settings)) };
  }

  async #databaseUrl(): Promise<string> {
    const { database, dataDir } = this.settings;
    if (database.kind === 'named') return database.url.reveal();
    if (this.places.databaseUrl !== undefined) return this.places.databaseUrl;
    if (!existsSync(join(dataDir, 'database'))) {
      throw new OutOfReach('there is no database', `DATABASE_URL is not set and ${dataDir} holds none yet`, bringUp);
    }
    // Nothing runs on it, but what it holds can still be read: a report is asked for long after the batch.
    const embedded = await startEmbeddedDatabase({ dataDir });
    this.#closers.push(() => embedded.stop());
    return embedded.url;
  }

  async #openTemporal() {
    const opened = await connectTemporal(this.temporalServer());
    this.#closers.push(() => opened.connection.close());
    return opened;
  }
}
