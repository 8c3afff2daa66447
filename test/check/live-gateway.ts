import { createCorefyServices } from '../../src/gateway/corefy-services';
import type { GatewaySettings } from '../../src/gateway/gateway-settings';
import type { ServiceGateway } from '../../src/gateway/service-gateway';
import { type HandMadeAnswer, startHandMadeGateway } from '../gateway/hand-made-gateway';

type Listed = Readonly<Record<string, unknown>>;
type Prerequest = Readonly<{ currency: string; amount: number }>;

export type LiveGateway = Readonly<{ services: ServiceGateway; prerequests: Prerequest[]; stop(): Promise<void> }>;

/** A gateway that only knows its services: the list's attributes, and what the pre-request answers. */
export async function startLiveGateway(
  listed: readonly Listed[] | HandMadeAnswer,
  offer: (asked: Prerequest) => Readonly<Record<string, unknown>> | HandMadeAnswer,
  settings: Partial<GatewaySettings> = {},
): Promise<LiveGateway> {
  const prerequests: Prerequest[] = [];
  const isAnswer = (answer: object): answer is HandMadeAnswer => typeof answer === 'function' || 'status' in answer;
  const server = await startHandMadeGateway(({ method, body }) => {
    if (method === 'GET') {
      if (isAnswer(listed)) return listed;
      return {
        status: 200,
        body: { data: listed.map((attributes, index) => ({ type: 'payout-services', id: `comcpos_${index}`, attributes })) },
      };
    }
    const { currency, amount } = JSON.parse(body);
    prerequests.push({ currency, amount });
    const offered = offer({ currency, amount });
    return isAnswer(offered) ? offered : { status: 200, body: { data: { currency, amount, test_mode: true, services: offered } } };
  });
  const keys = { accountId: 'coma_1', apiKey: 'k', publicKey: 'pk' };
  const services = createCorefyServices({ baseUrl: server.url, ...keys, mode: 'test', requestTimeoutMs: 5_000, ...settings });
  return {
    services,
    prerequests,
    async stop() {
      services.close();
      await server.stop();
    },
  };
}
