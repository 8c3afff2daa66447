import { gatewayAddress } from '../../src/gateway/gateway-address';

test.each([
  ['https://psp.example', 'https://psp.example'],
  ['https://psp.example/', 'https://psp.example'],
  ['https://psp.example/api', 'https://psp.example/api'],
  ['https://psp.example/api/', 'https://psp.example/api'],
  [' https://PSP.example:443/api// ', 'https://psp.example/api'],
  ['http://127.0.0.1:4000/api', 'http://127.0.0.1:4000/api'],
])('%s is the address %s', (text, address) => {
  expect(gatewayAddress(text)).toMatchObject({ ok: true, address });
});

test.each([
  ['psp.example', 'not_a_url'],
  ['', 'not_a_url'],
  ['ftp://psp.example', 'not_http'],
  ['file:///etc/passwd', 'not_http'],
  ['https://coma_1:secret@psp.example', 'has_credentials'],
  ['https://secret@psp.example', 'has_credentials'],
  ['https://psp.example/api?key=secret', 'has_query'],
  ['https://psp.example/#x', 'has_query'],
])('%s is refused as %s, without being repeated', (text, problem) => {
  expect(gatewayAddress(text)).toEqual({ ok: false, problem });
});

test.each([
  ['http://psp.example', true],
  ['https://psp.example', false],
  ['http://localhost:1', false],
  ['http://[::1]:1', false],
  ['http://127.0.0.1.psp.example', true],
])('%s sends the key in the clear: %s', (text, cleartext) => {
  expect(gatewayAddress(text)).toMatchObject({ cleartext });
});
