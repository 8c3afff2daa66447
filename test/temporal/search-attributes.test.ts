import { missingSearchAttributes } from '../../src/temporal/missing-search-attributes';
import { connectTestTemporal, type TestTemporal } from '../support/temporal';

let temporal: TestTemporal;
beforeAll(async () => {
  temporal = await connectTestTemporal();
});
afterAll(() => temporal.close());

test('the server of a test run knows every search attribute', async () => {
  expect(await missingSearchAttributes(temporal.connection, temporal.namespace)).toEqual([]);
});
