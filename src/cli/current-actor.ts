import { userInfo } from 'node:os';

/** Who runs the command, for the audit: the user of this machine. In a container the user may have a number and no name. */
export function currentActor(): string {
  try {
    return userInfo().username;
  } catch {
    return `user ${process.getuid?.() ?? 'unknown'}`;
  }
}
