import type { FastifyRequest } from 'fastify';
import { BusinessError, InvalidValueError, RequestValidationPipe } from '#platform';
import type { VersionDescription } from '../documents/document.js';
import { EmptyFileError, FileTooLargeError } from '../documents/documents.errors.js';
import { VersionFields } from '../documents/version-description.dto.js';
import { MAX_DOCUMENT_MEGABYTES, MEGABYTE } from './upload.js';

export interface Announcement {
  description: VersionDescription;
  /** Bytes. */
  size: number;
}

const PAIR = /^([!-+\--~]+)(?: ([A-Za-z0-9+/]*={0,2}))?$/;
const LENGTH = /^\d{1,15}$/;

/**
 * What a sender announces in the headers of a new upload: its length, and as metadata filename, sha256, language,
 * authenticity and form. Lengths that are told later are not taken, since a checksum can only be told of a whole.
 *
 * @throws BusinessError `upload-malformed`, ValidationFailedError, EmptyFileError, FileTooLargeError
 */
export async function announcementOf({ headers }: FastifyRequest): Promise<Announcement> {
  const size = lengthOf(headers['upload-length']);
  const { filename, ...fields } = metadataOf(headers['upload-metadata']);
  if (filename === undefined) {
    throw new InvalidValueError('validation-failed', '/filename', 'The metadata has no filename.');
  }
  const pipe = new RequestValidationPipe();
  const given = (await pipe.transform(fields, { type: 'body', metatype: VersionFields })) as VersionFields;
  return { description: given.describe(filename), size };
}

function lengthOf(header: unknown): number {
  if (typeof header !== 'string' || !LENGTH.test(header)) throw malformed('Send Upload-Length, in bytes.');
  const size = Number(header);
  if (size === 0) throw new EmptyFileError();
  if (size > MAX_DOCUMENT_MEGABYTES * MEGABYTE) throw new FileTooLargeError(MAX_DOCUMENT_MEGABYTES);
  return size;
}

function metadataOf(header: unknown): Record<string, string> {
  const pairs = typeof header === 'string' ? header.split(',').map((pair) => PAIR.exec(pair.trim())) : [];
  const metadata: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const pair of pairs) {
    if (!pair || pair[1]! in metadata)
      throw malformed('Upload-Metadata is a list of keys and base64 values.');
    metadata[pair[1]!] = textOf(pair[2] ?? '');
  }
  return { ...metadata };
}

function textOf(base64: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(base64, 'base64'));
  } catch {
    throw malformed('Values of Upload-Metadata are UTF-8.');
  }
}

function malformed(detail: string): BusinessError {
  return new BusinessError('MALFORMED', 'upload-malformed', { detail });
}
