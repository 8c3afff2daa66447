import { type Resolution, resolutions } from '../domain/resolution';
import { resolveUpdate } from './messages';
import { refuseOddMessage } from './refuse-odd-message';
import { batchActivities } from './step-activities';
import { takeUpdate } from './take-update';

const expected =
  'send {"line": 7, "as": "paid" or "failed", "because": "who said so"}, with "by", and "despite": true against the gateway\'s word';

const isResolution = (as: unknown): as is Resolution => resolutions.some((each) => each === as);

function refuseOdd(message: unknown): void {
  const { line, as, because, despite } = refuseOddMessage(message, ['line', 'as', 'because', 'by', 'despite'], expected);
  const isLine = typeof line === 'number' && Number.isSafeInteger(line) && line > 0;
  const isWhole = isLine && isResolution(as) && typeof because === 'string' && because.trim() !== '';
  if (!isWhole || (despite !== undefined && despite !== true)) throw new Error(expected);
}

/** Lets people say how an unknown row ended by an update, as the command of the same name does. `changed`: the report may say otherwise now. */
export function takeResolve(batchId: string, changed: () => void): void {
  takeUpdate(resolveUpdate, {
    refuseOdd,
    isOver: () => false,
    changed,
    work: (requestId, { as, ...words }) => {
      if (!isResolution(as)) throw new Error(expected);
      return batchActivities.resolveRow({ batchId, requestId, as, ...words });
    },
  });
}
