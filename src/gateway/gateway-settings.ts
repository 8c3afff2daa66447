/** Where the gateway is and who asks. Made by the settings once; the secrets in it go into headers or the pre-request's body and nowhere else. */
export type GatewaySettings = Readonly<{
  /** Base address of the private API, as `gatewayAddress` gives it: no credentials, no slash at the end. */
  baseUrl: string;
  /** Base address of the public API; the private one if absent. */
  publicUrl?: string | undefined;
  /** User name of Basic auth: `coma_…`. */
  accountId: string;
  /** Password of Basic auth. */
  apiKey: string;
  /** For the pre-request; without one nobody learns the fields of a service. */
  publicKey?: string | undefined;
  mode: 'test' | 'live';
  /** For the whole answer, from the call to the last byte. */
  requestTimeoutMs: number;
  /** `limits.connectTimeoutMs` if absent. */
  connectTimeoutMs?: number | undefined;
  /** Connections at once; `limits.socketsMax` if absent. */
  socketsMax?: number | undefined;
}>;
