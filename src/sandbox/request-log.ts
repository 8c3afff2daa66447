import { matchPath } from './match-path';
import type { RequestRecord } from './request-record';

/** More requests than this push out the oldest: a sandbox may run for weeks. */
const recordsMax = 1_000_000;

/** Every request that reached the sandbox, in order of arrival. */
export class RequestLog {
  #records: RequestRecord[] = [];

  add(record: RequestRecord): RequestRecord {
    if (this.#records.length >= recordsMax) this.#records = this.#records.slice(recordsMax / 2);
    this.#records.push(record);
    return record;
  }

  get all(): readonly RequestRecord[] {
    return [...this.#records];
  }

  seen(method: string, pathPattern: string): readonly RequestRecord[] {
    return this.#records.filter((record) => record.method === method && matchPath(pathPattern, record.path));
  }
}
