/** What a store of the model may do wrong, so that the exploration can be seen to catch it. */
export type StoreFlaws = Readonly<{ ignoresGates: boolean; writesNothingAhead: boolean; writesPastFences: boolean; sendsUnseen: boolean }>;

export const noFlaws: StoreFlaws = { ignoresGates: false, writesNothingAhead: false, writesPastFences: false, sendsUnseen: false };
