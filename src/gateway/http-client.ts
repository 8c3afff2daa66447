import axios, { type AxiosInstance } from 'axios';
import { limits } from '../domain/limits';
import { connectionAgents } from './connection-agents';
import { type NoAnswerReason, noAnswerReason } from './no-answer-reason';
import { payrunVersion } from './payrun-version';
import { retryAfterMs } from './retry-after-ms';

type HttpRequest = Readonly<{
  method: 'GET' | 'POST';
  /** Path and query below the base address, encoded already. */
  path: string;
  /** JSON text. */
  body?: string | undefined;
}>;

/** What came back. Nothing of the request is in it. */
export type HttpReply = Readonly<{
  /** Absent when no whole answer came. */
  httpStatus: number | undefined;
  /** The parsed body; `undefined` where it is no JSON. */
  json: unknown;
  noAnswer: NoAnswerReason | undefined;
  retryAfterMs: number | undefined;
  durationMs: number;
}>;

export interface HttpClient {
  /** One request on the wire, never more. Never throws. */
  send(request: HttpRequest, signal?: AbortSignal): Promise<HttpReply>;
  close(): void;
}

export type HttpClientOptions = Readonly<{
  baseUrl: string;
  credentials?: Readonly<{ user: string; password: string }> | undefined;
  requestTimeoutMs: number;
  connectTimeoutMs?: number | undefined;
  socketsMax?: number | undefined;
}>;

function parseJson(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // Its message quotes the text, so it goes no further.
    return undefined;
  }
}

function createAxios(options: HttpClientOptions, agents: ReturnType<typeof connectionAgents>): AxiosInstance {
  const { credentials } = options;
  const basic = credentials && Buffer.from(`${credentials.user}:${credentials.password}`, 'utf8').toString('base64');
  return axios.create({
    adapter: 'http',
    httpAgent: agents.httpAgent,
    httpsAgent: agents.httpsAgent,
    headers: { Accept: 'application/json', 'User-Agent': `payrun/${payrunVersion}`, ...(basic && { Authorization: `Basic ${basic}` }) },
    // A redirect would repeat the request at an address that nobody chose, and a proxy would see the payees.
    maxRedirects: 0,
    proxy: false,
    maxContentLength: limits.answerBytesMax,
    responseType: 'text',
    transformRequest: [(body) => body],
    transformResponse: [(text) => text],
    validateStatus: () => true,
  });
}

/**
 * The only place that speaks HTTP with the gateway: axios, one request a call, no retry, no redirect, no proxy.
 * A client's error holds the whole request, so it ends here and only its reason leaves.
 */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const agents = connectionAgents(options.connectTimeoutMs ?? limits.connectTimeoutMs, options.socketsMax ?? limits.socketsMax);
  const client = createAxios(options, agents);

  async function send({ method, path, body }: HttpRequest, signal?: AbortSignal): Promise<HttpReply> {
    const startedAt = performance.now();
    const durationMs = () => Math.round(performance.now() - startedAt);
    // axios's own timeout starts anew with every byte that arrives: a dripping answer would never end.
    const deadline = new AbortController();
    const stop = () => deadline.abort();
    const timer = setTimeout(stop, options.requestTimeoutMs);
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop, { once: true });
    try {
      const { status, data, headers } = await client.request<unknown>({
        method,
        url: `${options.baseUrl}${path}`,
        // Without `false` axios would announce a form where there is no body.
        headers: { 'Content-Type': body === undefined ? false : 'application/json' },
        ...(body !== undefined && { data: body }),
        signal: deadline.signal,
      });
      const waitMs = retryAfterMs(headers['retry-after'], headers.date, Date.now());
      return { httpStatus: status, json: parseJson(data), noAnswer: undefined, retryAfterMs: waitMs, durationMs: durationMs() };
    } catch (error) {
      const ended = signal?.aborted ? 'aborted' : deadline.signal.aborted ? 'timed_out' : noAnswerReason(error);
      return { httpStatus: undefined, json: undefined, noAnswer: ended, retryAfterMs: undefined, durationMs: durationMs() };
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    }
  }

  return { send, close: agents.close };
}
