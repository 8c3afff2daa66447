import { ownPort } from '../support/own-port';

test('a port for what listens later is given once, also to who asks in the same moment, and is none that the system may give to a connection in between', async () => {
  const ports = await Promise.all(Array.from({ length: 20 }, () => ownPort()));
  expect(new Set(ports).size).toBe(20);
  for (const port of ports) expect(port).toBeLessThan(32_768);
});
