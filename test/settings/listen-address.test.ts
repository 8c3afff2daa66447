import { shapes } from '../../src/settings/shapes';

test.each([
  ['9464', '127.0.0.1:9464'],
  ['localhost:9464', '127.0.0.1:9464'],
  ['127.0.0.1:9464', '127.0.0.1:9464'],
  ['0.0.0.0:1', '0.0.0.0:1'],
  ['10.1.2.3:65535', '10.1.2.3:65535'],
  ['[::1]:9464', '[::1]:9464'],
  ['[::]:09464', '[::]:9464'],
])('metrics can be served at %s, which is %s', (text, address) => {
  expect(shapes.listenAddress.parse(text)).toBe(address);
});

test.each([
  '0',
  '65536',
  '',
  ':9464',
  '127.0.0.1',
  '127.0.0.1:',
  '::1:9464',
  '[127.0.0.1]:9464',
  'metrics.example.com:9464',
  'http://127.0.0.1:9464',
  '1.2.3:9464',
])('metrics cannot be served at "%s"', (text) => expect(shapes.listenAddress.safeParse(text).success).toBe(false));
