import { setTimeout as sleep } from 'node:timers/promises';
import { limits } from '../../domain/limits';
import { findLockHolder } from '../../embedded/database-lock';
import { EmbeddedProblem } from '../../embedded/embedded-problem';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../../embedded/start-embedded-database';
import { startEmbeddedSandbox } from '../../embedded/start-embedded-sandbox';
import { type RunningTemporal, startTemporal } from '../../embedded/start-temporal';
import type { Places } from '../../parts/places';
import { announceParts } from '../../parts/running-parts';
import type { Settings } from '../../settings/settings';

type Part = Readonly<{ ended: Promise<string>; stop(): Promise<void> }>;

/** What was brought up here, because no setting names it. */
export type LocalParts = Readonly<{
  places: Places;
  /** Resolves, with a sentence, when one of them ends although nobody asked it to. */
  lost: Promise<string>;
  /** Ends them in order: Temporal, database, sandbox. */
  stop(): Promise<void>;
}>;

const names = ['the Temporal server', 'the database', 'the sandbox'] as const;

/**
 * Brings up, each as a process of its own and all at once, the parts that no setting names. If one does not come up the others are ended.
 * @throws EmbeddedProblem
 */
export async function startLocalParts(settings: Settings, temporalCli: string | undefined): Promise<LocalParts> {
  const { dataDir, database, gateway } = settings;
  const nothing = Promise.resolve(undefined);
  const starting = [
    startServer(settings, temporalCli),
    database.kind === 'embedded' ? startDatabase(dataDir) : nothing,
    gateway.kind === 'sandbox' ? startEmbeddedSandbox({ dataDir }) : nothing,
  ] as const;
  const parts: readonly (Part | undefined)[] = (await Promise.allSettled(starting)).map((each) =>
    each.status === 'fulfilled' ? each.value : undefined,
  );
  let isStopping = false;
  const stopAll = async () => {
    isStopping = true;
    for (const part of parts) await part?.stop();
  };
  try {
    const [server, store, sandbox] = await Promise.all(starting);
    const temporal = server && { address: server.address, namespace: server.namespace, uiUrl: server.uiUrl };
    const conceal = announceParts(dataDir, { temporal, sandboxUrl: sandbox?.url });
    return {
      places: { databaseUrl: store?.url, temporal, sandboxUrl: sandbox?.url },
      lost: firstLost(parts, () => isStopping),
      async stop() {
        conceal();
        await stopAll();
      },
    };
  } catch (error) {
    await stopAll();
    throw error;
  }
}

function firstLost(parts: readonly (Part | undefined)[], isStopping: () => boolean): Promise<string> {
  return new Promise((resolve) => {
    parts.forEach((part, at) => {
      void part?.ended.then((how) => {
        if (!isStopping()) resolve(`${names[at]} has ended (${how})`);
      });
    });
  });
}

async function startServer({ temporal, dataDir }: Settings, executable: string | undefined): Promise<RunningTemporal | undefined> {
  if (temporal.kind === 'named') return undefined;
  if (executable === undefined || executable === '') {
    throw new EmbeddedProblem('no Temporal command line is named', 'run npm start, which finds, downloads or builds one');
  }
  return await startTemporal({ dataDir, executable, port: temporal.port, uiPort: temporal.uiPort });
}

const pollMs = 100;

/** A database that a killed start left behind sees that by itself and ends in order; one that a command opened for a report is soon done. */
async function startDatabase(dataDir: string): Promise<EmbeddedDatabase> {
  const giveUpAt = Date.now() + limits.embeddedLeftOverMaxMs;
  while (findLockHolder(dataDir) !== undefined && Date.now() < giveUpAt) await sleep(pollMs);
  return await startEmbeddedDatabase({ dataDir });
}
