import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { createWriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { BusinessError, InvalidValueError, RequestValidationPipe, type OperationContext } from '#platform';
import { rename } from 'node:fs/promises';
import type { DocumentVersion } from '../documents/document.js';
import { FileTooLargeError } from '../documents/documents.errors.js';
import { VersionFields } from '../documents/version-description.dto.js';
import { FinishUpload } from './finish-upload.js';
import { Spool } from './spool.js';
import { MAX_FORM_MEGABYTES, MEGABYTE } from './upload.js';
import { UploadsService } from './uploads.service.js';

type Parts = AsyncIterable<FilePart | FieldPart>;
interface FilePart {
  type: 'file';
  fieldname: string;
  filename: string | undefined;
  file: Readable & { truncated: boolean };
}
interface FieldPart {
  type: 'field';
  fieldname: string;
  value: unknown;
}
interface Received {
  name: string | null;
  fields: Record<string, string>;
}

/** An upload in one request: a form with fields and one file, written to the spool as it comes in. */
@Injectable()
export class FormUpload {
  private readonly pipe = new RequestValidationPipe();

  constructor(
    private readonly uploads: UploadsService,
    private readonly finish: FinishUpload,
    private readonly spool: Spool,
  ) {}

  /**
   * @throws BusinessError `unsupported-media-type`, `malformed-multipart`, `too-many-parts`, `duplicate-member`;
   *   FileTooLargeError; what UploadsService.begin and FinishUpload throw.
   */
  async receive(
    ctx: OperationContext,
    documentId: string,
    request: FastifyRequest,
  ): Promise<DocumentVersion> {
    if (!request.isMultipart()) throw notAForm();
    await this.spool.prepare();
    // Bytes may come before the fields that describe them, so they wait under a name that no upload has.
    const arrival = this.spool.newArrival();
    try {
      const { name, fields } = await this.readForm(request, arrival);
      if (name === null) throw new InvalidValueError('validation-failed', '/file', 'The form has no file.');
      const given = (await this.pipe.transform(fields, {
        type: 'body',
        metatype: VersionFields,
      })) as VersionFields;
      const upload = await this.uploads.begin(ctx, documentId, given.describe(name), null);
      await rename(this.spool.pathOf(arrival), this.spool.pathOf(upload.id));
      return await this.finish.run(ctx, upload);
    } finally {
      await this.spool.remove(arrival);
    }
  }

  private async readForm(request: FastifyRequest, arrival: string): Promise<Received> {
    const received: Received = { name: null, fields: {} };
    try {
      // The path that a name may have is kept here, so that it is refused and not cut off.
      const parts = request.parts({ preservePath: true } as never) as unknown as Parts;
      for await (const part of parts) await this.take(part, received, arrival);
      return received;
    } catch (error) {
      throw readingFault(error);
    }
  }

  private async take(part: FilePart | FieldPart, received: Received, arrival: string): Promise<void> {
    if (part.type === 'file') {
      if (part.fieldname !== 'file') {
        part.file.resume();
        throw new InvalidValueError(
          'unknown-member',
          `/${part.fieldname}`,
          'The file goes into the field “file”.',
        );
      }
      received.name = part.filename ?? '';
      await pipeline(part.file, createWriteStream(this.spool.pathOf(arrival), { mode: 0o600 }));
      if (part.file.truncated) throw new FileTooLargeError(MAX_FORM_MEGABYTES);
    } else if (Object.hasOwn(received.fields, part.fieldname)) {
      throw repeatedField(part.fieldname);
    } else {
      received.fields[part.fieldname] = String(part.value);
    }
  }
}

/** The parser reports broken framing by throwing whatever it has; it all means the same to the sender. */
function readingFault(error: unknown): unknown {
  const { code } = error as { code?: string };
  if (error instanceof BusinessError || code?.startsWith('FST_')) return error;
  return new BusinessError('MALFORMED', 'malformed-multipart', {
    detail: 'The form cannot be read to its end.',
  });
}

function notAForm(): BusinessError {
  return new BusinessError('UNSUPPORTED_MEDIA', 'unsupported-media-type', {
    detail: `Send up to ${MAX_FORM_MEGABYTES * MEGABYTE} bytes as multipart/form-data, and more as a resumable upload.`,
  });
}

function repeatedField(name: string): BusinessError {
  const fault = { pointer: `/${name}`, code: 'duplicate-member', message: 'This field is given twice.' };
  return new BusinessError('MALFORMED', 'duplicate-member', {
    detail: 'A field is given twice.',
    faults: [fault],
  });
}
