/** What the gateway answers to one request, before faults spoil it. */
export type GatewayAnswer = Readonly<{
  status: number;
  /** Sent as JSON; undefined sends no body at all. */
  body: unknown;
  headers?: Readonly<Record<string, string>>;
}>;
