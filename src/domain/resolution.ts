/** What a person may say of a row whose end nobody has proved. */
export const resolutions = ['paid', 'failed'] as const;
export type Resolution = (typeof resolutions)[number];

/** Why a row is not resolved: it has ended, it is not past its deadline, nothing of it was sent, or somebody has said so already. */
export type ResolveDecline = 'ended' | 'not_unknown' | 'never_sent';

const words: Readonly<Record<ResolveDecline, string>> = {
  ended: 'the gateway has told how it ended',
  not_unknown: 'its deadline is not over yet: it is still asked about',
  never_sent: 'nothing of it was sent',
};

/** Why not, as a person is told after "… cannot be resolved:". */
export const resolveDeclineWords = (reason: ResolveDecline): string => words[reason];

/**
 * What the gateway says of a row that has no end: a status word, nothing under its key (`absent`), an invoice that is not what was asked
 * for (`differs`), or no answer that says anything (`silent`).
 */
export type GatewaySays = Readonly<{ kind: 'open'; status: string }> | Readonly<{ kind: 'absent' | 'differs' | 'silent' }>;

/** Whether what the gateway says bears a person out. That it knows no such payout agrees with failed, and with nothing else. */
export const contradicts = (as: Resolution, says: GatewaySays): boolean => !(as === 'failed' && says.kind === 'absent');

/** What the gateway says, to people. */
export function gatewayWords(says: GatewaySays): string {
  switch (says.kind) {
    case 'open':
      return `the gateway says ${says.status}`;
    case 'absent':
      return 'the gateway knows no such payout';
    case 'differs':
      return 'under its reference the gateway has an invoice that is not what was asked for';
    case 'silent':
      return 'the gateway did not say how it stands';
  }
}
