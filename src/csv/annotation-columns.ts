/** What a check adds to the file's own columns where it writes the rows again. */
export const annotationColumns: readonly string[] = ['line', 'column', 'problem', 'fix'];
