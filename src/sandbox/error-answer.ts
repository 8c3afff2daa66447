import type { GatewayAnswer } from './gateway-answer';

/** The gateway's words for its statuses (payouts.txt, "HTTP status codes used in responses"); the word stands in `status`, the number in `code`. */
const words: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  429: 'Too Many Requests',
  500: 'internal_error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/** A documented error. `detail` is the text that some answers add; a 500 always has `title` and `detail`. */
export function errorAnswer(status: number, detail?: string): GatewayAnswer {
  const word = words[status] ?? 'Error';
  const error: Record<string, string> = { status: word, code: String(status) };
  if (status === 500 || detail !== undefined) {
    error.title = word;
    error.detail = detail ?? 'Internal server error.';
  }
  return { status, body: { errors: [error] } };
}
