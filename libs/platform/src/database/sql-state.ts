import { BusinessError, UnavailableError } from '../errors/business-error.js';

const RETRYABLE = new Set(['40001', '40P01']);
const UNAVAILABLE_STATES = new Set(['57014', '55P03', '57P01', '57P02', '57P03', '40001', '40P01']);
const NETWORK_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'EACCES']);
const POOL_MESSAGES =
  /timeout exceeded when trying to connect|Connection terminated|Query read timeout|Client has encountered a connection error/;

/** The SQLSTATE of a driver error, however deep the ORM wrapped it. */
export function sqlStateOf(error: unknown): string | undefined {
  const { driverError, code } = (error ?? {}) as { driverError?: { code?: string }; code?: string };
  const state = driverError?.code ?? code;
  return typeof state === 'string' ? state : undefined;
}

/** Name of the violated constraint, if the error is one. */
export function constraintOf(error: unknown): string | undefined {
  return (error as { driverError?: { constraint?: string } })?.driverError?.constraint;
}

export function isRetryable(error: unknown): boolean {
  return RETRYABLE.has(sqlStateOf(error) ?? '');
}

/** A 503 for whatever means "the database cannot serve this now", else undefined. */
export function unavailableFrom(error: unknown): BusinessError | undefined {
  const state = sqlStateOf(error) ?? '';
  const message = error instanceof Error ? error.message : '';
  const gone = state.startsWith('08') || (state.startsWith('53') && state !== '53100');
  if (UNAVAILABLE_STATES.has(state) || NETWORK_CODES.has(state) || gone || POOL_MESSAGES.test(message)) {
    return new UnavailableError('database-unavailable', 'The database does not answer at the moment.');
  }
  if (state === '53100') {
    return new BusinessError('STORAGE_FULL', 'storage-full', {
      detail: 'The disk is full; reading still works.',
    });
  }
  return undefined;
}

/**
 * What a constraint violation or a value that PostgreSQL refused means to a caller. 42501 and KP001
 * are our own bugs and stay unmapped on purpose, so that they are loud.
 */
export function businessErrorFrom(error: unknown): BusinessError | undefined {
  const state = sqlStateOf(error) ?? '';
  if (state === '23505') {
    return new BusinessError('CONFLICT', 'duplicate', {
      detail: 'Something with the same key exists already.',
    });
  }
  if (state === '23503') {
    return new BusinessError('INVALID', 'reference-not-found', {
      detail: 'A referenced thing does not exist.',
    });
  }
  if (state === '23514' || state === '23502' || state.startsWith('22')) {
    return new BusinessError('INVALID', 'validation-failed', {
      detail: 'A value is outside what the register can hold.',
    });
  }
  return unavailableFrom(error);
}
