import type { PayoutService } from '../gateway/payout-service';
import type { ServiceGateway } from '../gateway/service-gateway';
import { CommandFailed } from './command-failed';
import { exitCodes } from './exit-codes';

/**
 * The account's services.
 * @throws CommandFailed with exit code 1 when the gateway does not tell them
 */
export async function listServices(gateway: Pick<ServiceGateway, 'listServices'>): Promise<readonly PayoutService[]> {
  const { body, httpStatus } = await gateway.listServices();
  if (body !== undefined) return body;
  const why = httpStatus === undefined ? 'the gateway did not answer' : `the gateway answered ${httpStatus}`;
  throw new CommandFailed(exitCodes.failed, 'the services cannot be read', why, 'payrun doctor tries every connection');
}
