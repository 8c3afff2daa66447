import type { Fault } from './fault';
import type { SandboxAccount } from './sandbox-account';
import type { SandboxSettings } from './sandbox-settings';

/** How a sandbox starts; settings that are absent have the values of `defaultSettings`. */
export type SandboxOptions = Readonly<
  {
    /** 0, the default, takes any free port. */
    port?: number;
    /** The control server's, on the same host. */
    controlPort?: number;
    /** 127.0.0.1 if absent: a sandbox is for this machine. */
    host?: string;
    /** Every chance and duration follows from it and from the reference. 1 if absent. */
    seed?: number;
    /** Movements of money are appended here, a JSON line each. */
    booksPath?: string;
    /** Invoices are appended here, a JSON line a change, and read back at the next start. Without it a stop forgets them. */
    statePath?: string;
    account?: SandboxAccount;
    faults?: readonly Fault[];
  } & Partial<SandboxSettings>
>;
