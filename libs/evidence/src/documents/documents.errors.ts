import { BusinessError, ForbiddenError, InvalidValueError } from '#platform';
import type { ScanState } from './document.js';

/** The bytes that arrived are not the ones that were announced. */
export class ChecksumMismatchError extends InvalidValueError {
  constructor(found: string) {
    super('checksum-mismatch', '/sha256', 'The bytes that arrived have another SHA-256.', { found });
  }
}

export class EmptyFileError extends InvalidValueError {
  constructor() {
    super('empty-file', '/file', 'The file has no bytes.');
  }
}

export class FileNameError extends InvalidValueError {
  constructor() {
    super(
      'file-name-invalid',
      '/fileName',
      'A file name has no path, no control characters and nothing that turns the direction of writing.',
    );
  }
}

/** The bytes are of no type that is taken, or of another one than the name says. */
export class FileTypeError extends BusinessError {
  constructor(allowed: readonly string[]) {
    super('UNSUPPORTED_MEDIA', 'file-type-forbidden', {
      detail: 'The content is of no type that is taken, or of another one than the name says.',
      params: { allowed },
    });
  }
}

export class FileTooLargeError extends BusinessError {
  constructor(maxMegabytes: number) {
    super('TOO_LARGE', 'file-too-large', { detail: `The file is larger than ${maxMegabytes} MB.` });
  }
}

/** Something is proved by this version, so it stays. */
export class VersionReferencedError extends BusinessError {
  constructor(links: number) {
    super('CONFLICT', 'version-referenced', {
      detail: 'Something is proved by this version, so it stays.',
      params: { links },
    });
  }
}

export class VersionRemovedError extends BusinessError {
  constructor() {
    super('GONE', 'version-removed', { detail: 'The bytes of this version were removed.' });
  }
}

/** What a scanner condemned, could not look at or has not looked at yet is given to nobody. */
export class NotFitForDownloadError extends BusinessError {
  constructor(scan: ScanState) {
    const code = scan === 'INFECTED' ? 'document-infected' : 'document-not-scanned';
    super('LOCKED', code, {
      detail:
        scan === 'INFECTED'
          ? 'A scanner found a virus in this file.'
          : 'A scanner has not cleared this file yet.',
      params: { scan },
      ...(scan === 'PENDING' ? { retryAfter: 10 } : {}),
    });
  }
}

export class NotYoursToClassifyError extends ForbiddenError {
  constructor() {
    super('Only the legal department and the director make documents public or change their class.');
  }
}
