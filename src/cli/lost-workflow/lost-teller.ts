import { limits } from '../../domain/limits';
import type { Parts } from '../../parts/parts';
import type { Batch } from '../../store/batch';
import type { BatchLook } from '../look-at-batch';
import { troubleSentence } from '../trouble';
import { workflowStanding } from './workflow-standing';

/**
 * Tells whoever watches a batch that nothing moves it any more, once, and again if that comes again. Temporal is asked beside the watching,
 * which needs the database alone.
 */
export function lostTeller(parts: Parts): (look: BatchLook) => string | undefined {
  let askAtMs = Date.now();
  let isToldLost = false;
  let news: string | undefined;
  const ask = async (batch: Batch) => {
    const standing = await workflowStanding(parts, batch);
    const isGone = standing?.state === 'gone';
    if (isGone && !isToldLost) news = troubleSentence(standing.trouble);
    isToldLost = isGone;
    askAtMs = Date.now() + limits.lostWorkflowAskMs;
  };
  return ({ batch }) => {
    if (Date.now() >= askAtMs) {
      askAtMs = Number.POSITIVE_INFINITY;
      void ask(batch);
    }
    const told = news;
    news = undefined;
    return told;
  };
}
