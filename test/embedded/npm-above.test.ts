import { npmAbove } from '../../src/embedded/npm-above';

const asScript = { npm_lifecycle_event: 'start', npm_package_name: 'payrun' };

test.each([
  ['no npm has started it', {}],
  ['npm runs another script', { ...asScript, npm_lifecycle_event: 'test' }],
  ['npm runs another project, which started it', { ...asScript, npm_package_name: 'other' }],
])('nobody is watched where %s', (_, environment) => expect(npmAbove(environment)).toBeUndefined());
