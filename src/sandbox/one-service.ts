import { errorAnswer } from './error-answer';
import type { GatewayAnswer } from './gateway-answer';
import { serviceCatalogue } from './service-catalogue';
import { serviceResource } from './service-resource';

/** GET /payout-services/{id}. */
export function oneService(id: string): GatewayAnswer {
  const service = serviceCatalogue.find((candidate) => candidate.id === id);
  return service === undefined ? errorAnswer(404) : { status: 200, body: { data: serviceResource(service) } };
}
