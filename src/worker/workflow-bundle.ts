import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger, type WorkflowBundleOption } from '@temporalio/worker';

/** Where the build puts the workflows' bundle: beside the code that it was made of, so that both go together. */
export const builtBundlePath = join(__dirname, '..', 'workflow-bundle.js');

/** The workflows in one file, as a worker loads them: the built one, or one made now, which takes seconds. */
export async function workflowBundle(): Promise<WorkflowBundleOption> {
  return existsSync(builtBundlePath) ? { codePath: builtBundlePath } : await makeWorkflowBundle();
}

export async function makeWorkflowBundle(): Promise<Readonly<{ code: string }>> {
  return await bundleWorkflowCode({ workflowsPath: require.resolve('../workflows'), logger: new DefaultLogger('ERROR') });
}
