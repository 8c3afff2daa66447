import type { Blow } from './blow';
import { clockBlows } from './clock';
import { freezeWorkers } from './freeze-workers';
import { gatewayBlows } from './gateway';
import { killWorkers } from './kill-workers';
import { networkBlows } from './network';
import { peopleBlows } from './people';
import { serverBlows } from './servers';
import { workflowBlows } from './workflows';

/** Every blow, in groups that `--blows` chooses from. */
export const blowGroups = {
  'kill-workers': killWorkers,
  'freeze-workers': freezeWorkers,
  network: networkBlows,
  gateway: gatewayBlows,
  clock: clockBlows,
  servers: serverBlows,
  workflows: workflowBlows,
  people: peopleBlows,
} as const satisfies Readonly<Record<string, readonly Blow[]>>;

export type BlowGroup = keyof typeof blowGroups;
