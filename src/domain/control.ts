/** What a person may do to a batch on its way. Each is a command and a Temporal update of the same name. */
export const controlActions = ['pause', 'resume', 'cancel'] as const;
export type ControlAction = (typeof controlActions)[number];

/** Why a control is declined: the batch has ended, its check refused it, it is cancelled for good, or nothing stands that could be resumed. */
export type ControlDecline = 'finished' | 'refused' | 'canceled' | 'not_paused';

/** What came of it. `already`: it was done before, by this request or another one; nothing has changed. */
export type ControlResult =
  | Readonly<{
      kind: 'done';
      /** Rows that a cancel ended, by outcome. */
      endedRows: Readonly<Partial<Record<'not_attempted' | 'rejected' | 'as_before', number>>>;
    }>
  | Readonly<{ kind: 'already' }>
  | Readonly<{ kind: 'declined'; reason: ControlDecline }>;

const words: Readonly<Record<ControlDecline, string>> = {
  finished: 'it has finished',
  refused: 'it was refused before anything was sent',
  canceled: 'it is cancelled, and that cannot be taken back',
  not_paused: 'it is not paused',
};

/** Why not, as a person is told after "batch … cannot be …:". */
export const declineWords = (reason: ControlDecline): string => words[reason];
