import { chancyAccounts } from './chancy-accounts';
import { correctedFile } from './corrected-file';
import { foreignInvoices } from './foreign-invoices';
import { payroll } from './payroll';
import type { Scene } from './scene';
import { sentOnce, sentThrice, submitKilled } from './sent-in-order';
import { unhurriedGateway } from './unhurried-gateway';

/** In the order in which a trial takes them, again and again. */
export const allScenes: readonly Scene[] = [
  chancyAccounts,
  unhurriedGateway,
  sentOnce,
  correctedFile,
  payroll,
  submitKilled,
  foreignInvoices,
  sentThrice,
];
