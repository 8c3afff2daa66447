import { RE2JS } from 're2js';
import { limits } from '../domain/limits';

/**
 * A repaired pattern → a test of a value, in time linear in the value: the pattern comes from outside, and the runtime's own
 * engine could be made to hang by one. Undefined if it does not compile, or to so many steps that a large file would take hours. Longer
 * values than a cell can be do not match.
 */
export function fieldMatcher(pattern: string): ((value: string) => boolean) | undefined {
  try {
    const compiled = RE2JS.compile(pattern);
    if (compiled.programSize() > limits.patternStepsMax) return undefined;
    return (value) => value.length <= limits.cellCharactersMax && compiled.matcher(value).find();
  } catch {
    return undefined;
  }
}
