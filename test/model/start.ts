import { noFlaws } from './flaws';
import type { Weather } from './gateway-model';
import type { Rules } from './rules';
import type { World } from './world';

/** A row that was never sent, and so much that may go wrong with it. */
export const startOf = (faultsLeft: number, gateClosings = 0): World => ({
  nowMs: 0,
  row: { state: 'ready', newestSend: undefined, sentAtMs: 0, invoiceId: undefined, outcome: undefined },
  lines: [],
  batchGateUntilMs: 0,
  accountGateUntilMs: 0,
  gateway: { createdAtMs: undefined, startedAtMs: undefined, starts: 0, foreignStarts: 0 },
  flights: [],
  driver: { at: 'waiting', work: { step: 'create', attempt: 1 }, wakeAtMs: 0 },
  strays: [],
  faultsLeft,
  gateClosings,
});

/** Within what the protocol waits out (the bounds of the model), as bad as it may be. */
export const worstWeather: Weather = {
  lookUpLagMs: 10_000,
  readsCreatedMs: 50_000,
  ending: 'processed',
  foreign: false,
  createArrivesWithinMs: 50_000,
  processArrivesWithinMs: 70_000,
  othersPass: true,
};

export const rulesOf = (weather: Partial<Weather> = {}, rules: Partial<Rules> = {}): Rules => ({
  weather: { ...worstWeather, ...weather },
  flaws: noFlaws,
  blindTo: [],
  straysMax: 1,
  wholeReads: false,
  thawWithinMs: 200_000,
  gridMs: 5_000,
  ...rules,
});
