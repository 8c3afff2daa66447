import { setCurrentDetails } from '@temporalio/workflow';
import type { BatchStanding } from '../activities/payrun-activities';
import type { BatchState } from '../domain/outcome';
import { attributeTeller } from './search-attributes';
import { showStanding } from './show-standing';

/** What one run of payBatch knows: how the batch stood last, whether anything has changed since, whether anything can be changed still. */
export class BatchRun {
  standing: BatchStanding | undefined;
  woken = false;
  over = false;
  readonly #tellAttributes = attributeTeller();

  constructor(readonly batchId: string) {}

  readonly wake = (): void => {
    this.woken = true;
  };

  readonly isOver = (): boolean => this.over;

  /** Tells the Temporal UI how the batch stands. */
  tell(state: BatchState, round: number, standing: BatchStanding, waitsFor?: string): void {
    this.standing = standing;
    setCurrentDetails(showStanding(state, round, standing, waitsFor));
    this.#tellAttributes(state, standing);
  }
}
