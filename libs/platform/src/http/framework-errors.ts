import { BusinessError } from '../errors/business-error.js';

/** What Fastify and Nest report about a request before it reaches a handler, in our own words. */
const BY_CODE: Record<string, BusinessError> = {
  FST_ERR_CTP_BODY_TOO_LARGE: new BusinessError('TOO_LARGE', 'body-too-large', {
    detail: 'The body is larger than this route takes.',
  }),
  FST_REQ_FILE_TOO_LARGE: new BusinessError('TOO_LARGE', 'file-too-large', {
    detail: 'The file is larger than 10 MB.',
  }),
  FST_FILES_LIMIT: new BusinessError('INVALID', 'too-many-parts', { detail: 'One file at a time.' }),
  FST_FIELDS_LIMIT: new BusinessError('INVALID', 'too-many-parts', {
    detail: 'The form has too many fields.',
  }),
  FST_PARTS_LIMIT: new BusinessError('INVALID', 'too-many-parts', { detail: 'The form has too many parts.' }),
  FST_PROTO_VIOLATION: new BusinessError('MALFORMED', 'malformed-multipart', {
    detail: 'The form cannot be read.',
  }),
  FST_INVALID_MULTIPART_CONTENT_TYPE: new BusinessError('UNSUPPORTED_MEDIA', 'unsupported-media-type', {
    detail: 'Send the file as multipart/form-data.',
  }),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: new BusinessError('UNSUPPORTED_MEDIA', 'unsupported-media-type', {
    detail: 'Send the body as application/json.',
  }),
  FST_ERR_CTP_EMPTY_TYPE: new BusinessError('UNSUPPORTED_MEDIA', 'unsupported-media-type', {
    detail: 'Say what the body is: application/json.',
  }),
  FST_ERR_CTP_EMPTY_JSON_BODY: new BusinessError('MALFORMED', 'malformed-json', {
    detail: 'The body is empty.',
  }),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: new BusinessError('MALFORMED', 'malformed-request', {
    detail: 'The body is not as long as announced.',
  }),
  FST_ERR_BAD_URL: new BusinessError('MALFORMED', 'malformed-request', {
    detail: 'The path cannot be decoded.',
  }),
  FST_ERR_MAX_PARAM_LENGTH: new BusinessError('NOT_FOUND', 'not-found', { detail: 'No such path.' }),
};

const BY_STATUS: Record<number, BusinessError> = {
  400: new BusinessError('MALFORMED', 'malformed-request', { detail: 'The request cannot be read.' }),
  401: new BusinessError('UNAUTHENTICATED', 'unauthenticated', { detail: 'Sign in, or send a valid key.' }),
  403: new BusinessError('FORBIDDEN', 'forbidden', { detail: 'You may not do this.' }),
  404: new BusinessError('NOT_FOUND', 'not-found', { detail: 'No such path.' }),
  406: new BusinessError('NOT_ACCEPTABLE', 'not-acceptable', {
    detail: 'This route does not answer in that format.',
  }),
  408: new BusinessError('TIMEOUT', 'request-timeout', { detail: 'The request did not arrive in time.' }),
  413: new BusinessError('TOO_LARGE', 'body-too-large', {
    detail: 'The body is larger than this route takes.',
  }),
  415: new BusinessError('UNSUPPORTED_MEDIA', 'unsupported-media-type', {
    detail: 'This route does not read that format.',
  }),
};

export function businessErrorFromHttp(error: unknown): BusinessError | undefined {
  const { code, status, statusCode } = (error ?? {}) as {
    code?: string;
    status?: number;
    statusCode?: number;
  };
  return BY_CODE[code ?? ''] ?? BY_STATUS[status ?? statusCode ?? 0];
}
