import type { ServiceGateway } from '../gateway/service-gateway';
import { addIssues } from './add-issues';
import { type CheckOptions, checkFileLocally } from './check-file-locally';
import { checkRowLive } from './check-row-live';
import { FileChanged } from './file-changed';
import type { FileCheck } from './file-check';
import { learnLiveRules } from './learn-live-rules';
import { LiveNeeds } from './live-needs';
import type { LiveRules, LiveRulesResult } from './live-rules';
import { patternWarnings } from './pattern-warnings';

export type LiveFailure = Extract<LiveRulesResult, { ok: false }>;

/** A file held against the local rules and, where they could be learnt, the gateway's. */
export type WholeCheck = Readonly<{
  file: FileCheck;
  /** Why the gateway's rules could not be learnt: then `file` tells of the local rules alone, and nothing may be sent. */
  liveFailure: LiveFailure | undefined;
  /** What the gateway wants, if it was asked. */
  rules: LiveRules | undefined;
}>;

/** A path, or all of the bytes: what can be read twice. */
type TwiceReadable = string | readonly Uint8Array[];

type Options = Pick<CheckOptions, 'period' | 'form' | 'isRoster' | 'watcher' | 'onRead' | 'signal'> &
  Readonly<{
    /** Called once the file is known, before the gateway is asked: false leaves the gateway alone and returns the local check. */
    goOn?: (local: FileCheck) => Promise<boolean>;
  }>;

/**
 * The whole check of a file: once through it by the local rules, which also tells what to ask the gateway for, then once more by both. All
 * problems come at once, those of both kinds. Reads only. `watcher` sees the last reading. Throws `FileChanged` if the file is another
 * one the second time.
 */
export async function checkFileWhole(source: TwiceReadable, gateway: ServiceGateway, options: Options): Promise<WholeCheck> {
  const { goOn, watcher, ...reading } = options;
  const needs = new LiveNeeds();
  const local = await checkFileLocally(source, {
    ...reading,
    alsoCheck: (row) => {
      needs.add(row);
      return [];
    },
  });
  const again = async (alsoCheck?: CheckOptions['alsoCheck']) => {
    const second = await checkFileLocally(source, { ...reading, watcher, alsoCheck });
    if (second.contentHash !== local.contentHash) throw new FileChanged();
    return second;
  };
  const withoutRules = async (liveFailure?: LiveFailure): Promise<WholeCheck> => ({
    file: watcher === undefined ? local : await again(),
    liveFailure,
    rules: undefined,
  });
  // Without a row that passes there is nothing to ask the gateway about.
  if (needs.all.length === 0) return await withoutRules();
  if (goOn && !(await goOn(local))) return { file: local, liveFailure: undefined, rules: undefined };
  const learnt = await learnLiveRules(needs.all, gateway, reading.signal);
  reading.signal?.throwIfAborted();
  if (!learnt.ok) return await withoutRules(learnt);
  const whole = await again((row) => checkRowLive(row, learnt.rules));
  const warnings = addIssues(whole.warnings, patternWarnings(learnt.rules));
  return { file: { ...whole, warnings }, liveFailure: undefined, rules: learnt.rules };
}
