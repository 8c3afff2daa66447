import { findEmbeddedDatabase } from '../embedded/find-embedded-database';
import type { Settings } from '../settings/settings';
import type { Places } from './places';
import { findRunningParts } from './running-parts';

/** What another process of this machine runs on the data folder, of the parts that no setting names. */
export function findPlaces({ dataDir, database, temporal, gateway }: Settings): Places {
  const running = findRunningParts(dataDir);
  return {
    databaseUrl: database.kind === 'embedded' ? findEmbeddedDatabase(dataDir)?.url : undefined,
    temporal: temporal.kind === 'embedded' ? running?.temporal : undefined,
    sandboxUrl: gateway.kind === 'sandbox' ? running?.sandboxUrl : undefined,
  };
}
