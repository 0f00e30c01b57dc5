import { open } from 'node:fs/promises';
import { containsMacros, partNames } from './package-parts.js';
import { FileTypeError } from './documents.errors.js';

interface MediaType {
  type: string;
  extensions: readonly string[];
}

/** What documents may be, and how their names end. The list is closed: nothing here runs by being opened. */
export const MEDIA_TYPES = {
  pdf: { type: 'application/pdf', extensions: ['pdf'] },
  jpeg: { type: 'image/jpeg', extensions: ['jpg', 'jpeg'] },
  png: { type: 'image/png', extensions: ['png'] },
  tiff: { type: 'image/tiff', extensions: ['tif', 'tiff'] },
  docx: {
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extensions: ['docx'],
  },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extensions: ['xlsx'] },
  pptx: {
    type: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    extensions: ['pptx'],
  },
  text: { type: 'text/plain', extensions: ['txt'] },
  csv: { type: 'text/csv', extensions: ['csv'] },
} as const satisfies Record<string, MediaType>;

export const ALLOWED_EXTENSIONS: readonly string[] = Object.values(MEDIA_TYPES).flatMap(
  ({ extensions }) => extensions,
);

/** Leading bytes as hexadecimal digits. */
const SIGNATURES: ReadonlyArray<readonly [string, MediaType]> = [
  ['255044462d', MEDIA_TYPES.pdf],
  ['ffd8ff', MEDIA_TYPES.jpeg],
  ['89504e470d0a1a0a', MEDIA_TYPES.png],
  ['49492a00', MEDIA_TYPES.tiff],
  ['4d4d002a', MEDIA_TYPES.tiff],
];
const ZIP = '504b0304';
const MAIN_PARTS: Readonly<Record<string, MediaType>> = {
  'word/document.xml': MEDIA_TYPES.docx,
  'xl/workbook.xml': MEDIA_TYPES.xlsx,
  'ppt/presentation.xml': MEDIA_TYPES.pptx,
};
const HEAD_BYTES = 16;
const CHUNK_BYTES = 64 * 1024;

/**
 * The media type of a file by its content. The name must agree, since people's machines open a file by its name.
 *
 * @throws FileTypeError for anything outside the closed list, for packages with macros, and for a name that says otherwise.
 */
export async function mediaTypeOf(path: string, name: string): Promise<string> {
  const extension = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const found = await typeByContent(path, extension);
  if (!found || !found.extensions.includes(extension)) throw new FileTypeError(ALLOWED_EXTENSIONS);
  return found.type;
}

async function typeByContent(path: string, extension: string): Promise<MediaType | undefined> {
  const head = await headOf(path);
  if (head.startsWith(ZIP)) return packageType(path);
  const signed = SIGNATURES.find(([signature]) => head.startsWith(signature))?.[1];
  if (signed) return signed;
  // A text carries no mark: only its name tells a table from prose.
  if (!(await isText(path))) return undefined;
  return extension === 'csv' ? MEDIA_TYPES.csv : MEDIA_TYPES.text;
}

async function packageType(path: string): Promise<MediaType | undefined> {
  const names = await partNames(path);
  if (names === null || containsMacros(names)) return undefined;
  const main = Object.keys(MAIN_PARTS).find((part) => names.includes(part));
  return main === undefined ? undefined : MAIN_PARTS[main];
}

async function headOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead).toString('hex');
  } finally {
    await file.close();
  }
}

/** UTF-8 to the last byte, without control characters besides those that part lines and columns. */
async function isText(path: string): Promise<boolean> {
  const file = await open(path);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of file.createReadStream({ highWaterMark: CHUNK_BYTES })) {
      // oxlint-disable-next-line no-control-regex -- they are what is looked for
      if (/[\u0000-\u0008\u000b\u000e-\u001f\u007f]/.test(decoder.decode(chunk as Buffer, { stream: true })))
        return false;
    }
    decoder.decode();
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return false;
    throw error;
  } finally {
    await file.close().catch(() => undefined);
  }
}
