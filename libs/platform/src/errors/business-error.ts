/** What a fault means for the caller; the HTTP filter maps each kind to one status. */
export type ErrorKind =
  | 'MALFORMED'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'METHOD_NOT_ALLOWED'
  | 'NOT_ACCEPTABLE'
  | 'TIMEOUT'
  | 'CONFLICT'
  | 'GONE'
  | 'PRECONDITION_FAILED'
  | 'TOO_LARGE'
  | 'URI_TOO_LONG'
  | 'UNSUPPORTED_MEDIA'
  | 'RANGE'
  | 'MISDIRECTED'
  | 'INVALID'
  | 'LOCKED'
  | 'PRECONDITION_REQUIRED'
  | 'TOO_MANY'
  | 'HEADERS_TOO_LARGE'
  | 'UNAVAILABLE'
  | 'STORAGE_FULL'
  | 'INTERNAL';

export type Params = Record<string, string | number | boolean | readonly string[] | null>;

/** One fault inside a request: where it is, what it is, and the numbers of its message. */
export interface Fault {
  pointer?: string;
  code: string;
  message: string;
  params?: Params;
}

export interface BusinessErrorOptions {
  /** A sentence for a person, in English; catalogues translate it by code. */
  detail: string;
  params?: Params;
  faults?: Fault[];
  /** Further members of the problem document, e.g. `lock` or `allowed`. */
  extensions?: Record<string, unknown>;
  /** Seconds after which a retry makes sense. */
  retryAfter?: number;
}

/** A fault with a stable code that a client may act on. Subclasses name the case. */
export class BusinessError extends Error {
  readonly params: Params;
  readonly faults: Fault[];
  readonly extensions: Record<string, unknown>;
  readonly retryAfter?: number;

  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    options: BusinessErrorOptions,
  ) {
    super(options.detail);
    this.name = new.target.name;
    this.params = options.params ?? {};
    this.faults = options.faults ?? [];
    this.extensions = options.extensions ?? {};
    this.retryAfter = options.retryAfter;
  }
}

/** Unknown id, or an id outside the caller's scope: the two look the same on purpose. */
export class NotFoundError extends BusinessError {
  constructor(what = 'resource') {
    super('NOT_FOUND', 'not-found', { detail: `This ${what} does not exist or is not yours to see.` });
  }
}

export class ForbiddenError extends BusinessError {
  constructor(detail = 'You may not do this.') {
    super('FORBIDDEN', 'forbidden', { detail });
  }
}

export class UnauthenticatedError extends BusinessError {
  constructor(code = 'unauthenticated', detail = 'Sign in, or send a valid key.') {
    super('UNAUTHENTICATED', code, { detail });
  }
}

/** The request can be read but breaks the schema or the meaning; carries every fault found. */
export class ValidationFailedError extends BusinessError {
  constructor(faults: Fault[], code = commonCode(faults)) {
    super('INVALID', code, { detail: `The request has ${faults.length} fault(s).`, faults });
  }
}

/** One fault at one place, with its own code. */
export class InvalidValueError extends ValidationFailedError {
  constructor(code: string, pointer: string, message: string, params?: Params) {
    super([{ pointer, code, message, params }], code);
  }
}

export class InvalidParameterError extends BusinessError {
  constructor(faults: Fault[], code = 'invalid-parameter') {
    super('MALFORMED', code, { detail: `The query or path has ${faults.length} fault(s).`, faults });
  }
}

/** Something that we depend on does not answer; the caller should come back. */
export class UnavailableError extends BusinessError {
  constructor(code: string, detail: string, retryAfter = 5) {
    super('UNAVAILABLE', code, { detail, retryAfter });
  }
}

function commonCode(faults: Fault[]): string {
  const codes = new Set(faults.map((fault) => fault.code));
  return codes.size === 1 ? faults[0].code : 'validation-failed';
}
