// A process that starts a Temporal server on argv's folder, prints where, and then does nothing, to be killed.
import { startTemporal } from '../../src/embedded/start-temporal';

const [dataDir = '', executable = ''] = process.argv.slice(2);
void startTemporal({ dataDir, executable }).then(({ pid, address }) => {
  console.log(JSON.stringify({ pid, address }));
  setInterval(() => undefined, 60_000);
});
