import { setTimeout as sleep } from 'node:timers/promises';
import { activityInfo, heartbeat } from '@temporalio/activity';
import { limits } from '../domain/limits';
import { type PaidRow, paidRows } from '../store/reviews/paid-rows';
import { type PaidRowNews, recordReview } from '../store/reviews/record-review';
import type { BatchDependencies } from './batch-dependencies';
import { tryAgain } from './failures';
import { ownBatch } from './own-batch';
import type { ReviewedPage, ReviewRequest } from './payrun-activities';
import { reviewRow } from './review-row';

/**
 * How far an attempt came: the next one goes on there. `tries` are reads of the next line without news, `misses` lines in a row that
 * were left without any.
 */
type Place = Readonly<{ afterLine: number; read: number; unread: number; reversed: number; tries: number; misses: number }>;

/**
 * Reads the next paid rows after a line, one after another, in case the gateway took one back. All of a page is one activity, so that many
 * thousand rows cost little history: its heartbeats carry the last line done, and what was found is written before an attempt ends.
 */
export async function reviewPage(deps: BatchDependencies, request: ReviewRequest): Promise<ReviewedPage> {
  await ownBatch(deps, request.batchId);
  const leave = deps.reviews.enter();
  if (leave === undefined) throw tryAgain('Busy', 'review', 'waits for its turn', limits.reviewBusyDelayMs);
  try {
    return await new PageReview(deps, request).run();
  } finally {
    leave();
  }
}

class PageReview {
  readonly #news: PaidRowNews[] = [];
  #place: Place;

  constructor(
    private readonly deps: BatchDependencies,
    private readonly request: ReviewRequest,
  ) {
    const start = { afterLine: request.afterLine, read: 0, unread: 0, reversed: 0, tries: 0, misses: 0 };
    this.#place = (activityInfo().heartbeatDetails as Place | undefined) ?? start;
  }

  async run(): Promise<ReviewedPage> {
    const { deps, request } = this;
    const rowsMax = deps.reviews.rowsMax - this.#place.read - this.#place.unread;
    const rows = rowsMax > 0 ? await paidRows(deps.db, deps.accountId, { ...request, afterLine: this.#place.afterLine, rowsMax }) : [];
    try {
      for (const row of rows) await this.#review(row);
    } finally {
      await this.#write();
    }
    const { read, unread, reversed, afterLine } = this.#place;
    return { read, unread, reversed, ...(read + unread >= deps.reviews.rowsMax && { lastLine: afterLine }) };
  }

  async #review(row: PaidRow): Promise<void> {
    await this.#turn();
    const { deps, request } = this;
    const seen = await reviewRow(deps, request.batchId, row);
    if (seen.kind === 'no_news') return this.#miss(row, seen.answer, seen.waitMs);
    if (seen.kind === 'news') this.#news.push(seen.news);
    const { read, unread } = this.#place;
    const count = seen.kind === 'absent' ? { unread: unread + 1 } : { read: read + 1 };
    this.#place = { ...this.#place, ...count, afterLine: row.line, tries: 0, misses: 0 };
    if (seen.kind === 'absent') this.#tellUnread(row, 'absent');
    // What is found but not yet written would be lost with this process: then the next attempt begins before it.
    if (this.#news.length === 0) heartbeat(this.#place);
  }

  /** One row's trouble must not keep the others waiting; the gateway's own is waited out. */
  #miss(row: PaidRow, answer: string, waitMs: number): void {
    const place = { ...this.#place, tries: this.#place.tries + 1 };
    const isGateway = place.misses >= limits.reviewMissesInARowMax;
    if (isGateway || place.tries < limits.reviewTriesMax) {
      this.#place = place;
      const growingMs = isGateway ? limits.reviewTroubleDelayMs : limits.settleFirstReadMs * 2 ** place.tries;
      throw tryAgain('NoNews', 'review', `line ${row.line}, answer ${answer}`, Math.max(waitMs, growingMs));
    }
    this.#place = { ...place, afterLine: row.line, unread: place.unread + 1, tries: 0, misses: place.misses + 1 };
    this.#tellUnread(row, answer);
  }

  #tellUnread({ line }: PaidRow, answer: string): void {
    this.deps.log.warn({ batch: this.request.batchId, line, answer }, 'a paid row could not be read again');
  }

  /** Waits until this read is due, after all live ones: those decide what is sent, and these can wait. */
  async #turn(): Promise<void> {
    const { reviews, readPace } = this.deps;
    while (!((await reviews.pace()) && (await readPace()))) {
      if (this.#news.length === 0) heartbeat(this.#place);
      this.#endIfStopping();
      await sleep(limits.reviewTurnDelayMs);
    }
    this.#endIfStopping();
  }

  #endIfStopping(): void {
    if (this.deps.reviews.stopping.aborted) throw tryAgain('WorkerStops', 'review', 'the worker stops', 1);
  }

  async #write(): Promise<void> {
    const { deps, request } = this;
    const reversed = await recordReview(deps.db, deps.accountId, request.batchId, this.#news);
    this.#news.length = 0;
    this.#place = { ...this.#place, reversed: this.#place.reversed + reversed.length };
    heartbeat(this.#place);
    for (const { currency, amountMinor } of reversed) deps.metrics.rowEnded({ outcome: 'reversed', currency, amountMinor });
    if (reversed.length > 0) deps.log.warn({ batch: request.batchId, rows: reversed.length }, 'the gateway took paid rows back');
  }
}
