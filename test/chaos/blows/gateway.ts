import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../../../src/sandbox/fault';
import { type Trial, usualFaults } from '../trial';
import type { Blow } from './blow';
import { slowPayouts } from './slow-payouts';

const sendAnswers = [400, 401, 403, 404, 405, 409, 422, 429, 500, 502, 503, 504] as const;
const broken = ['timeout', 'reset', 'cut', 'garbled', 'html', 'slow', 'redirect', 'huge'] as const;

/** One cell of the directives table, before, after or late after its effect; or an answer that is none. */
async function misbehave(trial: Trial): Promise<void> {
  const { chance } = trial;
  const on = chance.oneOf(['create', 'process', 'read', 'find'] as const);
  const answer = chance.maybe(0.6) ? chance.oneOf(sendAnswers) : chance.oneOf(broken);
  const when = chance.oneOf(['before', 'after', 'late'] as const);
  // A row that is refused ends there, and would be lost to all later blows.
  const share = answer === 422 ? 0.05 : chance.oneOf([0.2, 0.5, 1]);
  const fault: Fault = { on, answer, when, share, echo: true, ...(when === 'late' && { lateMs: chance.between(500, 8_000) }) };
  const retryAfter = answer === 429 || answer === 503 ? { retryAfterSeconds: chance.between(1, 5) } : {};
  trial.count(`gateway: ${answer} to ${on}, ${when} its effect`);
  const { control } = trial.world.sandbox;
  await control.setFaults([{ ...fault, ...retryAfter }, ...usualFaults]);
  await sleep(chance.between(1_000, 5_000));
  await control.setFaults(usualFaults);
}

async function expireCredentials(trial: Trial): Promise<void> {
  trial.count('credentials expire');
  const { control } = trial.world.sandbox;
  await control.setCredentials({ valid: false, answer: trial.chance.oneOf([401, 403] as const) });
  await sleep(trial.chance.between(1_000, 8_000));
  await control.setCredentials({ valid: true });
}

/** New invoices cannot be found by their reference for up to 10 s. */
async function lag(trial: Trial): Promise<void> {
  trial.count('look-ups lag');
  const { control } = trial.world.sandbox;
  await control.setSettings({ findLagMs: trial.chance.between(3_000, 10_000) });
  const creates = [{ on: 'create', answer: trial.chance.oneOf(['reset', 500] as const), when: 'after', share: 0.5 } as const];
  await control.setFaults([...creates, ...usualFaults]);
  await sleep(trial.chance.between(2_000, 5_000));
  await control.setFaults(usualFaults);
  // The lag stays: it is shorter than what a proof of absence waits.
}

/** Only in a long trial: what is slow when the blows end, the end of the trial waits for. */
async function slowDown(trial: Trial): Promise<void> {
  if (!trial.options.isLong) return;
  await slowPayouts(trial, () => sleep(trial.chance.between(2_000, 5_000)));
}

export const gatewayBlows: readonly Blow[] = [
  { weight: 24, fall: misbehave },
  { weight: 3, fall: expireCredentials },
  { weight: 3, fall: lag },
  { weight: 6, fall: slowDown },
];
