import { cutShortWords } from './cut-short';
import { inboxRefusalWords } from './inbox-refusal';

/** Of refusals that a folder or a run cut short brings, by their code: what has happened, and what is to be done. Others have words of their own. */
export const runRefusalWords: Readonly<Record<string, Readonly<{ what: string; fix: string }>>> = {
  ...inboxRefusalWords,
  ...cutShortWords,
};
