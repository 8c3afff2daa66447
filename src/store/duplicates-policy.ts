/**
 * What a claim does with a row that another batch has paid or may still pay: `refuse` the file, `skip` the row, or `allow` it.
 * A reference that was used is never allowed.
 */
export const duplicatesPolicies = ['refuse', 'skip', 'allow'] as const;
export type DuplicatesPolicy = (typeof duplicatesPolicies)[number];
