import { ownPort } from '../support/own-port';

test('a port for what listens later is given once, and is none that the system may give to a connection in between', async () => {
  const ports: number[] = [];
  for (let at = 0; at < 20; at++) ports.push(await ownPort());
  expect(new Set(ports).size).toBe(20);
  for (const port of ports) expect(port).toBeLessThan(32_768);
});
