import { crc32, deflateRawSync } from 'node:zlib';

/** One entry to write, with the lies that a hostile archive may tell. */
export interface ZipEntry {
  name: string;
  content: Buffer | string;
  /** What the directory claims, when it is not the truth. */
  claimedSize?: number;
  localName?: string;
  /** The directory points to the bytes of the first entry instead of its own. */
  overlapping?: boolean;
  encrypted?: boolean;
  symlink?: boolean;
}

interface WrittenEntry {
  entry: ZipEntry;
  offset: number;
  compressed: Buffer;
  size: number;
  crc: number;
}

const ENCRYPTED_FLAG = 1;
const DEFLATE = 8;
const UNIX_SYMLINK_MODE = 0o120777;

/** Writes a ZIP archive byte by byte, so that every field can be made to lie. */
export function zipFile(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const written: WrittenEntry[] = [];
  let offset = 0;
  for (const entry of entries) {
    const content = Buffer.from(entry.content);
    const item = {
      entry,
      offset,
      compressed: deflateRawSync(content),
      size: content.length,
      crc: crc32(content),
    };
    const local = Buffer.concat([localHeader(item), item.compressed]);
    locals.push(local);
    written.push(item);
    offset += local.length;
  }
  const directory = Buffer.concat(written.map(directoryRecord));
  return Buffer.concat([...locals, directory, endRecord(written.length, directory.length, offset)]);
}

function localHeader({ entry, compressed, size, crc }: WrittenEntry): Buffer {
  const name = Buffer.from(entry.localName ?? entry.name);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(entry.encrypted ? ENCRYPTED_FLAG : 0, 6);
  header.writeUInt16LE(DEFLATE, 8);
  header.writeUInt32LE(crc, 14);
  header.writeUInt32LE(compressed.length, 18);
  header.writeUInt32LE(entry.claimedSize ?? size, 22);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name]);
}

function directoryRecord({ entry, offset, compressed, size, crc }: WrittenEntry): Buffer {
  const name = Buffer.from(entry.name);
  const record = Buffer.alloc(46);
  record.writeUInt32LE(0x02014b50, 0);
  record.writeUInt16LE(0x0314, 4);
  record.writeUInt16LE(20, 6);
  record.writeUInt16LE(entry.encrypted ? ENCRYPTED_FLAG : 0, 8);
  record.writeUInt16LE(DEFLATE, 10);
  record.writeUInt32LE(crc, 16);
  record.writeUInt32LE(compressed.length, 20);
  record.writeUInt32LE(entry.claimedSize ?? size, 24);
  record.writeUInt16LE(name.length, 28);
  record.writeUInt32LE(entry.symlink ? (UNIX_SYMLINK_MODE << 16) >>> 0 : 0, 38);
  record.writeUInt32LE(entry.overlapping ? 0 : offset, 42);
  return Buffer.concat([record, name]);
}

function endRecord(count: number, directoryLength: number, directoryOffset: number): Buffer {
  const record = Buffer.alloc(22);
  record.writeUInt32LE(0x06054b50, 0);
  record.writeUInt16LE(count, 8);
  record.writeUInt16LE(count, 10);
  record.writeUInt32LE(directoryLength, 12);
  record.writeUInt32LE(directoryOffset, 16);
  return record;
}
