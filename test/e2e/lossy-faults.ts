import type { Fault } from '../../src/sandbox/fault';

/** A tenth of the creates answered 5xx after they took effect, a tenth of all answers lost, and errors that repeat who is paid. */
export const lossyFaults: readonly Fault[] = [
  { on: 'create', answer: 500, when: 'after', share: 0.1, echo: true },
  { on: ['create', 'process', 'read', 'find'], answer: 'reset', when: 'after', share: 0.05 },
  { on: ['create', 'process', 'read', 'find'], answer: 'timeout', when: 'after', share: 0.05 },
  { on: ['create', 'process'], answer: 'garbled', when: 'after', share: 0.02, echo: true },
  { on: ['read', 'find'], answer: 503, share: 0.05, echo: true },
];
