/** Workflows and database work. Histories and workers know it by this name. */
export const mainTaskQueue = 'payrun';

/** Sends and reads have queues of their own, so that the gateway's rate holds across workers and polling never starves sending. */
export const taskQueuesOf = (main: string) => ({ main, writes: `${main}-writes`, reads: `${main}-reads` }) as const;
