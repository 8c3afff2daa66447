import { decidingMutants } from './deciding-mutants';
import type { Mutant } from './mutant';

const underBlows: readonly Mutant[] = [
  {
    without: 'the proof of absence before a repeated create',
    file: 'src/protocol/decide-create.ts',
    text: "if (absenceOf(facts, newest, timing) === 'unproved') return { action: 'look_up' };",
    replacement: '',
    seenBy: { blows: 'kill-workers,gateway' },
  },
  {
    without: 'the write-ahead line: one that has no answer yet is not looked at',
    file: 'src/store/journal/row-facts.ts',
    text: 'where c.batch_id = p.batch_id and c.line = p.line and c.attempt >= p.reference_attempt`;',
    replacement: 'where c.batch_id = p.batch_id and c.line = p.line and c.attempt >= p.reference_attempt and c.verdict is not null`;',
    seenBy: { blows: 'kill-workers' },
  },
  {
    without: 'the fence: a send goes out although the row has moved on since it was decided',
    file: 'src/store/journal/begin-send.ts',
    text: 'and p.state = asked.seen_state and p.newest_send is not distinct from asked.seen_newest_send',
    replacement: '',
    seenBy: { blows: 'kill-workers,freeze-workers' },
  },
  {
    without: 'the gates',
    file: 'src/store/journal/begin-send.ts',
    text: ' and b.gates_standing = 0${' + 'whose}',
    replacement: '',
    seenBy: { blows: 'gateway' },
  },
  {
    without: 'the comparison before an invoice is adopted',
    file: 'src/gateway/match-invoice.ts',
    text: '  return differences;',
    replacement: '  return [];',
    seenBy: { blows: 'kill-workers' },
  },
  {
    without: 'the two reads before a process that does not follow its own create',
    file: 'src/protocol/decide-process.ts',
    text: "if (facts.nowMs < sinceMs) return { action: 'read', delayMs: sinceMs - facts.nowMs };",
    replacement: "if (facts.nowMs > 0) return { action: 'send' };",
    seenBy: { blows: 'kill-workers,network' },
  },
];

/** Each must be missed: a proof that cannot fail proves nothing. */
export const allMutants: readonly Mutant[] = [...underBlows, ...decidingMutants];
