import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** The line of Linux's table of connections that belongs to the client's end: its inode names the socket. */
function inodeOf(clientPort: number): string | undefined {
  const port = clientPort.toString(16).toUpperCase().padStart(4, '0');
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    const lines = readFileSync(table, 'utf8').split('\n').slice(1);
    const fields = lines.map((line) => line.trim().split(/\s+/)).find(([, local]) => local?.endsWith(`:${port}`));
    if (fields !== undefined) return fields[9];
  }
  return undefined;
}

function holds(pid: number, socket: string): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => {
      try {
        return readlinkSync(`/proc/${pid}/fd/${fd}`) === socket;
      } catch {
        return false; // closed between the list and the look
      }
    });
  } catch {
    return false; // it has ended
  }
}

/** Which of these processes holds the client's end of a connection on this machine. Linux only. */
export function pidOfSocket(clientPort: number, pids: readonly number[]): number | undefined {
  const inode = inodeOf(clientPort);
  return inode === undefined ? undefined : pids.find((pid) => holds(pid, `socket:[${inode}]`));
}
