import type { FastifyRequest } from 'fastify';
import { BusinessError, InvalidValueError } from '#platform';

/** A form with one file, read completely. */
export interface UploadedForm {
  name: string;
  content: Buffer;
  fields: Record<string, string>;
}

const MAX_NAME = 255;

/**
 * Reads the form of an upload. The file's name and declared type are data about it, never trusted.
 *
 * @throws BusinessError `unsupported-media-type`, `malformed-multipart`, `too-many-parts`,
 *   `file-too-large`; `duplicate-member`; InvalidValueError when the file is missing.
 */
export async function readUpload(request: FastifyRequest): Promise<UploadedForm> {
  if (!request.isMultipart()) {
    throw new BusinessError('UNSUPPORTED_MEDIA', 'unsupported-media-type', {
      detail: 'Send the file as multipart/form-data.',
    });
  }
  const fields: Record<string, string> = {};
  let file: { name: string; content: Buffer } | undefined;
  for await (const part of parts(request)) {
    if (part.type === 'file') {
      if (part.fieldname !== 'file') throw unknownField(part.fieldname);
      file = { name: part.filename.slice(0, MAX_NAME), content: await contentOf(part) };
    } else if (Object.hasOwn(fields, part.fieldname)) {
      throw repeatedField(part.fieldname);
    } else {
      fields[part.fieldname] = String(part.value);
    }
  }
  if (!file) throw new InvalidValueError('validation-failed', '/file', 'The form has no file.');
  return { ...file, fields };
}

/** The parser reports broken framing by throwing whatever it has; it all means the same to the sender. */
async function* parts(
  request: FastifyRequest,
): AsyncGenerator<
  Awaited<ReturnType<typeof request.parts>> extends AsyncIterableIterator<infer Part> ? Part : never
> {
  try {
    for await (const part of request.parts()) yield part as never;
  } catch (error) {
    throw readingFault(error);
  }
}

async function contentOf(part: { toBuffer(): Promise<Buffer> }): Promise<Buffer> {
  try {
    return await part.toBuffer();
  } catch (error) {
    throw readingFault(error);
  }
}

function readingFault(error: unknown): unknown {
  const { code } = error as { code?: string };
  if (error instanceof BusinessError || code?.startsWith('FST_')) return error;
  return new BusinessError('MALFORMED', 'malformed-multipart', {
    detail: 'The form cannot be read to its end.',
  });
}

/** A member that occurs twice has the same status in a form as in JSON. */
function repeatedField(name: string): BusinessError {
  const fault = { pointer: `/${name}`, code: 'duplicate-member', message: 'This field is given twice.' };
  return new BusinessError('MALFORMED', 'duplicate-member', {
    detail: 'A field is given twice.',
    faults: [fault],
  });
}

function unknownField(name: string): InvalidValueError {
  return new InvalidValueError('unknown-member', `/${name}`, 'The file goes into the field “file”.');
}
