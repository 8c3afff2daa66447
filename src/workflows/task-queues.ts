/** Sends and reads have queues of their own, so that the gateway's rate holds across workers and polling never starves sending. */
export const taskQueues = { main: 'payrun', writes: 'payrun-writes', reads: 'payrun-reads' } as const;
