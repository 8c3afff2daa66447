// Runs alone, in a process that can be ended: argv is the folder to download to and the version to ask for first.
import { createRequire } from 'node:module';

const [folder, version] = process.argv.slice(2);
const { TestWorkflowEnvironment } = createRequire(import.meta.url)('@temporalio/testing');

const download = async (wanted) => {
  const executable = { type: 'cached-download', downloadDir: folder, version: wanted, ttl: '1 day' };
  const environment = await TestWorkflowEnvironment.createLocal({ server: { type: 'dev-server', executable } });
  await environment.teardown();
};

try {
  // `default` is what Temporal offers this SDK today: for the day when the pinned version is not offered any more.
  await download(version).catch(() => download('default'));
  process.exit(0);
} catch (error) {
  const causes = [];
  for (let cause = error; cause instanceof Error; cause = cause.cause) causes.push(cause.message.split('\n')[0]);
  console.error(causes.join(': '));
  process.exit(1);
}
