import type { Command } from 'commander';
import { learnOffers } from '../check/learn-offers';
import type { LiveService } from '../check/live-rules';
import { createCorefyServices } from '../gateway/corefy-services';
import type { PayoutService } from '../gateway/payout-service';
import type { ServiceGateway } from '../gateway/service-gateway';
import type { Parts } from '../parts/parts';
import type { CommandContext, RunCommand } from './command-context';
import { type ExitCode, exitCodes } from './exit-codes';
import { listServices } from './list-services';
import { liveFailureWords } from './live-failure-words';
import type { Screen } from './screen';
import { serviceDocument, serviceTable, standingOf } from './services-view';
import { withParts } from './with-parts';

const about = `Lists the payout services of the account: what may stand in a file's column
service, for which currency, between which amounts, and the fields it wants;
[fields] may be left empty. Reads only.

Example:
  $ payrun services`;

export function addServicesCommand(program: Command, run: RunCommand): void {
  program
    .command('services')
    .summary("list the account's payout services")
    .description(about)
    .action(() => run((context) => withParts(context, (parts) => showServices(context, parts))));
}

const keyOf = ({ currency, code }: PayoutService) => `${currency} ${code}`;

async function showServices({ screen }: CommandContext, parts: Parts): Promise<ExitCode> {
  const gateway = createCorefyServices(parts.gateway());
  try {
    const services = [...(await listServices(gateway))].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    const fieldsOf = await learnFields(screen, services, gateway);
    const document = { kind: 'services', services: services.map((service) => serviceDocument(service, fieldsOf(service))) };
    screen.result(document, () => serviceTable(services, fieldsOf, screen.outIsTerminal));
    return exitCodes.done;
  } finally {
    gateway.close();
  }
}

/** The fields of the services that can be paid with; the list is worth showing without them. */
async function learnFields(
  screen: Screen,
  services: readonly PayoutService[],
  gateway: ServiceGateway,
): Promise<(service: PayoutService) => LiveService['fields']> {
  const learnt = await learnOffers(
    services,
    services.filter((service) => standingOf(service) === 'ready'),
    gateway,
  );
  if (!learnt.ok) {
    screen.say(`The fields are not shown: ${liveFailureWords(learnt).why}.`);
    return () => undefined;
  }
  const fields = new Map(learnt.rules.services.map((service) => [`${service.currency} ${service.service}`, service.fields]));
  return (service) => fields.get(keyOf(service));
}
