/** The one commerce account of a sandbox and its keys. None of them opens anything but the sandbox. */
export type SandboxAccount = Readonly<{
  /** User name of Basic auth. */
  id: string;
  /** Password of Basic auth. */
  apiKey: string;
  /** For the public API. */
  publicKey: string;
  /** The private key that callbacks are signed with. */
  signingKey: string;
}>;

export const sandboxAccount: SandboxAccount = {
  id: 'coma_sandbox',
  apiKey: 'sandbox-api-key',
  publicKey: 'pk_test_sandbox',
  signingKey: 'sk_test_sandbox',
};
