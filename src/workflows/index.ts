export { deliverNotices } from './deliver-notices';
export { followUp } from './follow-up';
export { leaveReport } from './leave-report';
export { payBatch } from './pay-batch';
export { payPage } from './pay-page';
export { runPayroll } from './run-payroll';
