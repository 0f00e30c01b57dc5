import { BusinessError, UnauthenticatedError } from '#platform';

/** One answer for an unknown account, a wrong password and a closed account. */
export class InvalidCredentialsError extends UnauthenticatedError {
  constructor() {
    super('invalid-credentials', 'E-mail or password is wrong.');
  }
}

export class InvalidTokenError extends UnauthenticatedError {
  constructor() {
    super('invalid-token', 'This token is not valid, or no longer.');
  }
}

export class SessionEndedError extends UnauthenticatedError {
  constructor() {
    super('session-ended', 'This session has ended. Sign in again.');
  }
}

/** A refresh token came back after it was replaced: somebody else may have it. */
export class TokenReusedError extends UnauthenticatedError {
  constructor() {
    super('token-reused', 'This refresh token was used before; the session has been ended for safety.');
  }
}

export class TooManyAttemptsError extends BusinessError {
  constructor(retryAfter: number) {
    super('TOO_MANY', 'too-many-attempts', {
      detail: 'Too many failed attempts. Wait before the next one.',
      retryAfter,
    });
  }
}
