import { BusinessError, NotFoundError } from '#platform';
import { FileTooLargeError } from '../documents/documents.errors.js';
import { MAX_DOCUMENT_MEGABYTES } from './upload.js';

/** What the protocol's library refused, in our own words. */
export function refusalOf(status: number, error: unknown): unknown {
  if (error instanceof BusinessError) return error;
  switch (status) {
    case 404:
    case 410:
      return new NotFoundError('upload');
    case 409:
      return new BusinessError('CONFLICT', 'upload-offset-mismatch', {
        detail: 'The bytes do not begin where the last ones ended. Ask with HEAD how far they came.',
      });
    case 412:
      return new BusinessError('PRECONDITION_FAILED', 'upload-version-unsupported', {
        detail: 'Send Tus-Resumable: 1.0.0 with every request of an upload.',
      });
    case 413:
      return new FileTooLargeError(MAX_DOCUMENT_MEGABYTES);
    case 500:
      return error ?? new Error('The upload failed.');
    default:
      return new BusinessError('MALFORMED', 'upload-malformed', {
        detail: 'This is no request of the tus protocol, version 1.0.0.',
      });
  }
}
