/** What is wrong with something that people count on, and what mends it; nothing can where nobody knows. */
export type Trouble = Readonly<{ words: string; fix?: string }>;

export const troubleSentence = ({ words, fix }: Trouble): string => `${words}${fix === undefined ? '' : `; ${fix}`}.`;
