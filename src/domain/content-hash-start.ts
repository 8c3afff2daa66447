import { limits } from './limits';

const pattern = new RegExp(`^[0-9a-f]{${limits.approvalHashCharactersMin},64}$`, 'i');

/** Whether the text may be the first characters of a content's SHA-256, enough of them to name it. */
export const isContentHashStart = (text: string): boolean => pattern.test(text);
