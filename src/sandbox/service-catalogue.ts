import { idleServices } from './idle-services';
import type { PayoutService, ServiceField } from './payout-service';

const usable = { available: true, active: true, enabled: true } as const;

/** Over-escaped as on the gateway's own page (payouts.txt): decoded, each stands for a backslash and letters. */
const digits = { regexp: '^\\\\d{1,15}$', accepts: /^\d{1,15}$/ };
const words = { regexp: '^[A-Z\\\\-\\\\sa-z]{2,64}$', accepts: /^[A-Z\-\sa-z]{2,64}$/ };

const recipientName: ServiceField = {
  key: 'recipient_name',
  label: 'Recipient name',
  required: true,
  // The catalogue's own style: delimiters, and no over-escaping.
  regexp: "/^[\\p{L}\\s'.,\\-]{2,70}$/u",
  accepts: /^[\p{L}\s'.,-]{2,70}$/u,
};

/** The services that pay. `test_usd` is the documented one; its four fields steer the ending. */
const payingServices: readonly PayoutService[] = [
  {
    ...usable,
    id: 'comcpos_k3TzQm1RfWbXy7La',
    code: 'card',
    method: 'payment_card',
    currency: 'USD',
    amountMin: '0.01',
    amountMax: '1000000',
    fields: [{ key: 'card_number', label: 'Card number', required: true, regexp: '^\\\\d{12,19}$', accepts: /^\d{12,19}$/ }],
  },
  {
    ...usable,
    id: 'comcpos_vN4dHs8PqJc2Ue6o',
    code: 'test_usd',
    method: 'test',
    currency: 'USD',
    amountMin: '0.01',
    amountMax: '9999999',
    fields: [
      { key: 'account', label: 'Account', required: true, ...digits },
      { key: 'test_details_success_rate', label: 'Success rate (%)', required: false, ...digits },
      { key: 'test_details_payout_status', label: 'Expected status', required: false, ...words },
      { key: 'test_details_payout_resolution', label: 'Expected resolution', required: false, ...words },
    ],
  },
  {
    ...usable,
    id: 'comcpos_Zr5gBx0YtKi9Mw1e',
    code: 'bank_transfer_jpy',
    method: 'bank_transfer',
    currency: 'JPY',
    amountMin: '1',
    amountMax: '99999999',
    fields: [
      { key: 'account_number', label: 'Account number', required: true, regexp: '/^\\d{4,17}$/', accepts: /^\d{4,17}$/ },
      recipientName,
    ],
  },
  {
    ...usable,
    id: 'comcpos_Ca7uFn2LjEo3Sv8d',
    code: 'iban_kwd',
    method: 'iban',
    currency: 'KWD',
    amountMin: '0.001',
    amountMax: '1000000',
    fields: [
      {
        key: 'iban',
        label: 'IBAN',
        required: true,
        regexp: '^[A-Z]{2}\\\\d{2}[A-Z\\\\d]{11,30}$',
        accepts: /^[A-Z]{2}\d{2}[A-Z\d]{11,30}$/,
      },
      recipientName,
    ],
  },
];

export const serviceCatalogue: readonly PayoutService[] = [...payingServices, ...idleServices];

const byCode: ReadonlyMap<string, PayoutService> = new Map(serviceCatalogue.map((service) => [service.code, service]));

/** The service with this code, usable or not. */
export const serviceByCode = (code: string): PayoutService | undefined => byCode.get(code);

/** The method that a service belongs to; its code where the sandbox has no such service. */
export const methodOf = (code: string): string => byCode.get(code)?.method ?? code;
