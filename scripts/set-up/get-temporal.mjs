import { buildTemporal } from './build-temporal.mjs';
import { downloadTemporal } from './download-temporal.mjs';
import { cachedTemporal, findTemporal } from './find-temporal.mjs';
import { SetUpProblem, say } from './say.mjs';

/** Downloads or builds the Temporal command line into the user's cache folder, and returns its path. */
export async function getTemporal() {
  const { path, passedOver } = await findTemporal();
  if (path !== undefined) return path; // another set-up got it while this one waited
  if (passedOver !== undefined) say(`  temporal: ${passedOver}`);
  const target = cachedTemporal();
  say('  temporal: downloading it');
  const notDownloaded = await downloadTemporal(target);
  if (notDownloaded === undefined) return target;
  say(`  temporal: no download (${notDownloaded})`);
  const notBuilt = await buildTemporal(target);
  if (notBuilt === undefined) return target;
  throw new SetUpProblem(
    `There is no Temporal command line: the download failed (${notDownloaded}), and it was not built (${notBuilt}).\n` +
      'Install one of: the Temporal CLI 1.4 or newer on PATH (https://docs.temporal.io/cli), or Go 1.21 or newer (https://go.dev/dl); ' +
      'or set TEMPORAL_ADDRESS to a server that runs.',
  );
}
