import type { Command } from 'commander';
import { formatAmount } from '../domain/format-amount';
import { createCorefyServices } from '../gateway/corefy-services';
import type { PayoutService } from '../gateway/payout-service';
import type { Parts } from '../parts/parts';
import type { CommandContext, RunCommand } from './command-context';
import { CommandFailed } from './command-failed';
import { type ExitCode, exitCodes } from './exit-codes';
import { groupThousands } from './group-thousands';
import { renderTable } from './render-table';
import { withParts } from './with-parts';

const about = `Lists the payout services of the account: what may stand in a file's column
service, for which currency, and between which amounts. Reads only.

Example:
  $ payrun services`;

export function addServicesCommand(program: Command, run: RunCommand): void {
  program
    .command('services')
    .summary("list the account's payout services")
    .description(about)
    .action(() => run((context) => withParts(context, (parts) => listServices(context, parts))));
}

async function listServices({ screen }: CommandContext, parts: Parts): Promise<ExitCode> {
  const gateway = createCorefyServices(parts.gateway());
  try {
    const answer = await gateway.listServices();
    if (answer.body === undefined) {
      const why = answer.httpStatus === undefined ? 'the gateway did not answer' : `the gateway answered ${answer.httpStatus}`;
      throw new CommandFailed(exitCodes.failed, 'the services cannot be read', why, 'payrun doctor tries every connection');
    }
    const services = [...answer.body].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    const document = { kind: 'services', services: services.map((service) => ({ ...shown(service), standing: standingOf(service) })) };
    screen.result(document, () => tableOf(services, screen.outIsTerminal));
    return exitCodes.done;
  } finally {
    gateway.close();
  }
}

const keyOf = ({ currency, code }: PayoutService) => `${currency} ${code}`;

function shown({ code, currency, serviceCurrency, testMode, amountMinMinor, amountMaxMinor }: PayoutService) {
  // Limits are in the service's own currency, which may be another than the account's.
  const limitCurrency = serviceCurrency ?? currency;
  const amount = (minor: bigint | undefined) => (minor === undefined ? undefined : formatAmount(minor, limitCurrency));
  return {
    service: code,
    currency,
    ...(limitCurrency === currency ? {} : { limitCurrency }),
    least: amount(amountMinMinor),
    most: amount(amountMaxMinor),
    mode: testMode === undefined ? undefined : testMode ? 'test' : 'live',
  };
}

function standingOf({ active, enabled, available }: PayoutService): 'ready' | 'switched off' | 'not available' {
  if (active === false || enabled === false) return 'switched off';
  return available === false ? 'not available' : 'ready';
}

function tableOf(services: readonly PayoutService[], isTerminal: boolean): string {
  const columns = [
    { heading: 'SERVICE' },
    { heading: 'CURRENCY' },
    { heading: 'LEAST', align: 'right' },
    { heading: 'MOST', align: 'right' },
    { heading: 'MODE' },
    { heading: 'STANDING' },
  ] as const;
  const shownLimit = (amount: string | undefined, currency: string | undefined) =>
    amount === undefined ? '-' : `${isTerminal ? groupThousands(amount) : amount}${currency === undefined ? '' : ` ${currency}`}`;
  const rows = services.map((service) => {
    const { service: code, currency, limitCurrency, least, most, mode } = shown(service);
    return [code, currency, shownLimit(least, limitCurrency), shownLimit(most, limitCurrency), mode ?? '-', standingOf(service)];
  });
  return renderTable(columns, rows, isTerminal);
}
