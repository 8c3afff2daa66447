import { amountFromNumber } from '../domain/amount-from-number';
import { formatAmount } from '../domain/format-amount';
import { canPay } from './can-pay';
import { fieldErrorsAnswer } from './field-errors-answer';
import type { GatewayAnswer } from './gateway-answer';
import type { PayoutService, ServiceField } from './payout-service';
import { phpMap } from './php-map';
import { serviceCatalogue } from './service-catalogue';
import { withinLimits } from './within-limits';

/** POST /payout-prerequest: the services that pay this amount of this currency, with their fields. */
export function prerequest(body: Readonly<Record<string, unknown>>): GatewayAnswer {
  const currency = typeof body.currency === 'string' ? body.currency : '';
  if (currency === '') return fieldErrorsAnswer({ currency: 'This value should not be blank.' });
  const amountMinor = amountFromNumber(body.amount, currency);
  if (amountMinor === undefined || amountMinor === 0n) return fieldErrorsAnswer({ amount: 'This value should be greater than 0.' });
  const services = serviceCatalogue.filter(
    (service) => canPay(service) && service.currency === currency && withinLimits(service, amountMinor),
  );
  const amountText = formatAmount(amountMinor, currency);
  const shownServices = Object.fromEntries(services.map((service) => [service.code, shownService(service, amountText)]));
  const shownMethods = Object.fromEntries(services.map(({ method }) => [method, shownMethod(method)]));
  const account = {
    name: 'Sandbox',
    description: 'moves no money',
    icon: 'https://static.example/default.svg',
    website: 'https://sandbox.example',
  };
  const data = { currency, amount: body.amount, test_mode: true, services: phpMap(shownServices), methods: phpMap(shownMethods), account };
  return { status: 200, body: { data } };
}

const shownService = (service: PayoutService, amountText: string) => ({
  code: service.code,
  method: service.method,
  currency: service.currency,
  fields: service.fields.map(shownField),
  amount_min: Number(service.amountMin),
  amount_max: Number(service.amountMax),
  exchange_rate: 1,
  // Text, unlike every other amount: so it stands in the documents' sample.
  amount: amountText,
});

const shownField = ({ key, label, regexp, required }: ServiceField) => ({
  key,
  type: 'string',
  label: { en: label },
  example: null,
  hint: { en: label },
  regexp,
  required,
  position: 0,
});

const shownMethod = (method: string) => ({
  code: method,
  category: 'alternative',
  description: '',
  name: { en: method },
  logo: `https://static.example/payout_methods/${method}/logo.png`,
  icon: `https://static.example/payout_methods/${method}/icon.svg`,
  metadata: null,
  position: null,
  hide: null,
});
