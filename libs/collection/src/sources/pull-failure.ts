import { BusinessError } from '#platform';

/** A fetch that failed at the partner's side or was not allowed from ours; `code` says which. */
export class PullFailedError extends BusinessError {
  /** @param retryAfter seconds that the partner asked us to stay away, as it said. */
  constructor(code: string, detail: string, retryAfter?: number) {
    super(code === 'target-not-allowed' ? 'INVALID' : 'UNAVAILABLE', code, {
      detail,
      ...(retryAfter === undefined ? {} : { retryAfter }),
    });
  }
}

const TLS_CODES = [
  'CERT',
  'ERR_TLS',
  'ERR_SSL',
  'EPROTO',
  'SELF_SIGNED',
  'UNABLE_TO_VERIFY',
  'UNABLE_TO_GET',
];

/** What went wrong before the first header arrived, in the words of a run's log. */
export function connectionFailure(error: unknown): PullFailedError {
  const { code = '' } = error as { code?: string };
  if (isTimeout(error)) return new PullFailedError('timeout', 'The partner did not answer in time.');
  if (TLS_CODES.some((part) => code.includes(part)))
    return new PullFailedError('tls-error', 'The certificate of the partner is not valid.');
  if (code === 'UND_ERR_HEADERS_OVERFLOW')
    return new PullFailedError('response-too-large', 'The answer has too many headers.');
  return new PullFailedError('unreachable', 'The partner could not be reached.');
}

/** What went wrong once the answer had begun: it stalled, or it ended before it said it would. */
export function bodyFailure(error: unknown): PullFailedError {
  return isTimeout(error)
    ? new PullFailedError('timeout', 'The partner did not finish its answer in time.')
    : new PullFailedError('truncated', 'The answer ended early or is not as long as it says.');
}

function isTimeout(error: unknown): boolean {
  const { name, code } = error as { name?: string; code?: string };
  return name === 'TimeoutError' || code?.includes('TIMEOUT') === true;
}
