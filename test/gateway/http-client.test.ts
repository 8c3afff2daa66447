import net, { type AddressInfo } from 'node:net';
import { limits } from '../../src/domain/limits';
import { createHttpClient, type HttpClient, type HttpClientOptions } from '../../src/gateway/http-client';
import { type HandMadeGateway, startHandMadeGateway } from './hand-made-gateway';

const open: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function gatewayThat(...given: Parameters<typeof startHandMadeGateway>): Promise<HandMadeGateway> {
  const gateway = await startHandMadeGateway(...given);
  open.push(gateway.stop);
  return gateway;
}

function clientOf(baseUrl: string, options: Partial<HttpClientOptions> = {}): HttpClient {
  const client = createHttpClient({ baseUrl, requestTimeoutMs: 5_000, credentials: { user: 'coma_1', password: 'key:1' }, ...options });
  open.push(client.close);
  return client;
}

test('a request says who asks, for what, and with which version of Payrun', async () => {
  const gateway = await gatewayThat(() => ({ status: 200, body: { data: [] } }));
  await clientOf(gateway.url).send({ method: 'GET', path: '/account/profile' });
  expect(gateway.seen).toHaveLength(1);
  expect(gateway.seen[0]).toMatchObject({
    method: 'GET',
    url: '/account/profile',
    headers: {
      accept: 'application/json',
      authorization: `Basic ${Buffer.from('coma_1:key:1').toString('base64')}`,
      'user-agent': expect.stringMatching(/^payrun\/\d+\.\d+\.\d+/),
    },
  });
});

test('a POST without a body announces none, and one with a body sends it to the byte', async () => {
  const gateway = await gatewayThat(() => ({ status: 200, body: {} }));
  const client = clientOf(`${gateway.url}/api`);
  await client.send({ method: 'POST', path: '/payout-invoices/cpoi_1/process' });
  await client.send({ method: 'POST', path: '/payout-invoices', body: '{"amount":10.5,"name":"Zoë"} ' });
  const [bare, full] = gateway.seen;
  expect(bare?.url).toBe('/api/payout-invoices/cpoi_1/process');
  expect(bare?.headers['content-type']).toBeUndefined();
  expect(bare?.headers['content-length']).toBe('0');
  expect(full?.headers['content-type']).toBe('application/json');
  expect(full?.body).toBe('{"amount":10.5,"name":"Zoë"} ');
});

test.each([301, 302, 303, 307, 308])('a %i is not followed', async (status) => {
  const gateway = await gatewayThat(() => ({ status, headers: { location: '/elsewhere' } }));
  const reply = await clientOf(gateway.url).send({ method: 'POST', path: '/payout-invoices', body: '{}' });
  expect(reply.httpStatus).toBe(status);
  expect(gateway.seen).toHaveLength(1);
});

test.each([500, 502, 503, 504, 429, 408])('a %i is asked once', async (status) => {
  const gateway = await gatewayThat(() => ({ status, body: {}, headers: { 'retry-after': '0' } }));
  const reply = await clientOf(gateway.url).send({ method: 'GET', path: '/payout-invoices/cpoi_1' });
  expect(reply).toMatchObject({ httpStatus: status, retryAfterMs: 0 });
  expect(gateway.seen).toHaveLength(1);
});

test('a keep-alive connection that the server closes under a request makes no answer and no second request', async () => {
  const gateway = await gatewayThat((_, index) => (index === 1 ? (_response, socket) => socket.destroy() : { status: 200, body: {} }));
  const client = clientOf(gateway.url, { socketsMax: 1 });
  await client.send({ method: 'GET', path: '/first' });
  const reply = await client.send({ method: 'POST', path: '/payout-invoices', body: '{}' });
  expect(reply).toMatchObject({ httpStatus: undefined, noAnswer: 'reset' });
  expect(gateway.seen.map(({ url }) => url)).toEqual(['/first', '/payout-invoices']);
});

test('requests one after the other share a connection, and at once never use more than allowed', async () => {
  const ports = new Set<number | undefined>();
  const gateway = await gatewayThat(() => (response, socket) => {
    ports.add(socket.remotePort);
    setTimeout(() => response.end('{}'), 5);
  });
  const client = clientOf(gateway.url, { socketsMax: 2 });
  for (let count = 0; count < 3; count++) await client.send({ method: 'GET', path: '/' });
  expect(ports.size).toBe(1);
  const replies = await Promise.all(Array.from({ length: 10 }, () => client.send({ method: 'GET', path: '/' })));
  expect(replies.every(({ httpStatus }) => httpStatus === 200)).toBe(true);
  expect(ports.size).toBe(2);
});

test('an answer that never comes times out', async () => {
  const gateway = await gatewayThat(() => () => undefined);
  const reply = await clientOf(gateway.url, { requestTimeoutMs: 50 }).send({ method: 'GET', path: '/' });
  expect(reply).toMatchObject({ httpStatus: undefined, noAnswer: 'timed_out', json: undefined });
  expect(gateway.seen).toHaveLength(1);
});

test('an answer that drips in, byte by byte, times out as a whole', async () => {
  let dripping: NodeJS.Timeout | undefined;
  const gateway = await gatewayThat(() => (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    dripping = setInterval(() => response.write(' '), 10);
  });
  const reply = await clientOf(gateway.url, { requestTimeoutMs: 200 }).send({ method: 'GET', path: '/' });
  clearInterval(dripping);
  expect(reply.noAnswer).toBe('timed_out');
});

test('the caller can stop waiting, and one who has stopped already sends nothing', async () => {
  const stopping = new AbortController();
  const gateway = await gatewayThat(() => () => stopping.abort());
  const client = clientOf(gateway.url);
  expect(await client.send({ method: 'GET', path: '/' }, stopping.signal)).toMatchObject({ noAnswer: 'aborted' });
  expect(await client.send({ method: 'GET', path: '/' }, stopping.signal)).toMatchObject({ noAnswer: 'aborted' });
  expect(gateway.seen).toHaveLength(1);
});

test.each([
  [limits.answerBytesMax, undefined],
  [limits.answerBytesMax + 1, 'too_large'],
])('an answer of %i bytes: %s', async (bytes, noAnswer) => {
  const gateway = await gatewayThat(() => ({ status: 200, body: `"${'x'.repeat(bytes - 2)}"` }));
  const reply = await clientOf(gateway.url).send({ method: 'GET', path: '/' });
  expect(reply.noAnswer).toBe(noAnswer);
  expect(typeof reply.json).toBe(noAnswer ? 'undefined' : 'string');
});

test('an answer that breaks off is no answer, however much of it came', async () => {
  const gateway = await gatewayThat(() => (response, socket) => {
    response.writeHead(201, { 'content-type': 'application/json', 'content-length': '100' });
    response.write('{"data":{}}', () => socket.destroy());
  });
  const reply = await clientOf(gateway.url).send({ method: 'POST', path: '/payout-invoices', body: '{}' });
  expect(reply.httpStatus).toBeUndefined();
  expect(reply.noAnswer).toBeDefined();
});

test.each(['', '<html></html>', '{"data":', 'undefined', '{"data":{}}{'])('a body that is no JSON is kept out: %s', async (body) => {
  const gateway = await gatewayThat(() => ({ status: 201, body }));
  expect(await clientOf(gateway.url).send({ method: 'GET', path: '/' })).toMatchObject({ httpStatus: 201, json: undefined });
});

test('a server that accepts the connection but never speaks TLS is a connect timeout', async () => {
  const silent = net.createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  open.push(() => void silent.close());
  const { port } = silent.address() as AddressInfo;
  const client = clientOf(`https://127.0.0.1:${port}`, { connectTimeoutMs: 50 });
  expect(await client.send({ method: 'GET', path: '/' })).toMatchObject({ noAnswer: 'connect_timed_out' });
});

test('nobody at the address is no answer, by name', async () => {
  const gateway = await gatewayThat(() => ({ status: 200 }));
  await gateway.stop();
  open.splice(0);
  expect(await clientOf(gateway.url).send({ method: 'GET', path: '/' })).toMatchObject({ httpStatus: undefined, noAnswer: 'refused' });
});

test('a proxy that the environment names never sees a payee', async () => {
  const proxy = await gatewayThat(() => ({ status: 200, body: { proxied: true } }));
  const gateway = await gatewayThat(() => ({ status: 200, body: { proxied: false } }));
  const names = ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY'];
  for (const name of names) process.env[name] = proxy.url;
  try {
    expect((await clientOf(gateway.url).send({ method: 'GET', path: '/' })).json).toEqual({ proxied: false });
  } finally {
    for (const name of names) delete process.env[name];
  }
  expect(proxy.seen).toHaveLength(0);
});
