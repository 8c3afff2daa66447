import type { UpdateDefinition } from '@temporalio/common';
import { ActivityFailure, ApplicationFailure, currentUpdateInfo, setHandler, workflowInfo } from '@temporalio/workflow';

type Update<Result, Message> = Readonly<{
  /** What the Temporal UI sends may be anything. @throws Error that says what is expected */
  refuseOdd: (message: unknown) => void;
  /** `requestId` is the same however often the update comes under its id, in every run of the workflow. */
  work: (requestId: string, message: Message) => Promise<Result>;
  /** Nothing can be changed any more. */
  isOver: () => boolean;
  /** The database may have it. */
  changed: () => void;
}>;

/** Lets people change the batch by an update: what is not understood, or comes too late, is refused before it is written down. */
export function takeUpdate<Result, Message>(
  definition: UpdateDefinition<Result, [Message]>,
  { refuseOdd, work, isOver, changed }: Update<Result, Message>,
): void {
  const handler = async (message: Message): Promise<Result> => {
    const { workflowId, firstExecutionRunId } = workflowInfo();
    try {
      return await work(`update/${workflowId}/${firstExecutionRunId}/${currentUpdateInfo()?.id ?? ''}`, message);
    } catch (error) {
      // Why not, in the first line that the Temporal UI shows.
      throw error instanceof ActivityFailure && error.cause instanceof ApplicationFailure ? error.cause : error;
    } finally {
      changed();
    }
  };
  const validator = (message: unknown): void => {
    refuseOdd(message);
    if (isOver()) throw new Error('the batch has ended');
  };
  setHandler(definition, handler, { validator });
}
