import type { FastifyReply } from 'fastify';
import type { Readable } from 'node:stream';
import type { DocumentVersion } from '../documents/document.js';
import { attachmentNamed } from '../documents/file-name.js';
import { tagOf } from './downloads.service.js';

/**
 * Answers with the bytes of a version as a file that is saved and never shown inside a page of ours. Who has them already
 * is told so, and who only asks for the headers gets no bytes: neither is a download.
 */
export async function giveOut(
  reply: FastifyReply,
  version: DocumentVersion,
  open: () => Promise<Readable>,
): Promise<Readable | undefined> {
  const { method, headers } = reply.request;
  void reply.headers({
    etag: tagOf(version),
    'cache-control': 'private, no-cache',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  });
  if (headers['if-none-match'] === tagOf(version)) {
    void reply.status(304);
    return undefined;
  }
  void reply.headers({
    'content-type': version.mediaType.startsWith('text/')
      ? `${version.mediaType}; charset=utf-8`
      : version.mediaType,
    'content-disposition': attachmentNamed(version.fileName),
    'content-length': String(version.size),
  });
  return method === 'HEAD' ? undefined : open();
}
