import { FileRefusal } from './file-refusal.js';
import type { FileFormat } from './layout.js';

/** No partner's monthly report comes near this; it bounds what a reader may be given. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;

const BINARY_SIGNATURES: readonly { kind: string; bytes: readonly number[] }[] = [
  { kind: 'PNG image', bytes: [0x89, 0x50, 0x4e, 0x47] },
  { kind: 'JPEG image', bytes: [0xff, 0xd8, 0xff] },
  { kind: 'GIF image', bytes: [0x47, 0x49, 0x46, 0x38] },
  { kind: 'ZIP archive', bytes: [0x50, 0x4b, 0x03, 0x04] },
  { kind: 'ZIP archive', bytes: [0x50, 0x4b, 0x05, 0x06] },
  { kind: 'PDF document', bytes: [0x25, 0x50, 0x44, 0x46] },
  { kind: 'ELF program', bytes: [0x7f, 0x45, 0x4c, 0x46] },
  { kind: 'GZIP archive', bytes: [0x1f, 0x8b] },
  { kind: 'OLE document', bytes: [0xd0, 0xcf, 0x11, 0xe0] },
];

/**
 * Refuses a file whose first bytes belong to something other than the expected format, before any parser sees it.
 * An old `.xls` and a password-protected workbook both arrive as an OLE document and get a reason of their own.
 */
export function assertSignature(bytes: Buffer, format: FileFormat): void {
  if (bytes.length === 0) throw new FileRefusal('empty-file', 'The file is empty.');
  if (bytes.length > MAX_FILE_BYTES) {
    throw new FileRefusal(
      'file-too-large',
      `The file has ${bytes.length} bytes; at most ${MAX_FILE_BYTES} are read.`,
    );
  }
  const kind = signatureOf(bytes);
  if (format === 'XLSX') assertWorkbook(kind);
  else if (kind !== undefined)
    throw new FileRefusal('type-mismatch', `The content is a ${kind}, not ${format}.`);
}

function assertWorkbook(kind: string | undefined): void {
  if (kind === 'ZIP archive') return;
  if (kind === 'OLE document') {
    throw new FileRefusal(
      'unsupported-media-type',
      'The workbook is in the old binary format or protected by a password; save it as an open .xlsx file.',
    );
  }
  throw new FileRefusal(
    'type-mismatch',
    `The content is ${kind ? `a ${kind}` : 'text'}, not an XLSX workbook.`,
  );
}

function signatureOf(bytes: Buffer): string | undefined {
  const binary = BINARY_SIGNATURES.find(({ bytes: magic }) => magic.every((byte, at) => bytes[at] === byte));
  if (binary) return binary.kind;
  const start = bytes.subarray(0, 64).toString('latin1').replace(/^ï»¿/, '').trimStart();
  return /^<(!doctype|html|\?xml|svg|script)/i.test(start) ? 'HTML or XML page' : undefined;
}
