import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Runs the check in this Node, told that it is another. */
function checkAs(version: string) {
  const pretend = `data:text/javascript,Object.defineProperty(process, 'versions', { value: { node: '${version}' } })`;
  const { status, stderr } = spawnSync(process.execPath, ['--import', pretend, join(__dirname, '../../scripts/set-up/require-node.mjs')], {
    encoding: 'utf8',
  });
  return { status, stderr };
}

test.each(['20.19.0', '22.12.0', '24.0.0'])('Node %s will do', (version) => {
  expect(checkAs(version)).toEqual({ status: 0, stderr: '' });
});

test.each(['18.20.0', '20.18.3', '21.7.0', '22.11.0'])('Node %s is refused in one sentence that says what to install', (version) => {
  const { status, stderr } = checkAs(version);
  expect(status).toBe(1);
  expect(stderr).toMatch(/^Payrun needs Node 20\.19 or newer .*\n$/);
});
