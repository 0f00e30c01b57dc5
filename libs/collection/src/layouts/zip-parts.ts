import { fromBuffer } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { FileRefusal } from './file-refusal.js';

export const MAX_ENTRIES = 200;
export const MAX_TOTAL_BYTES = 100 * 1024 * 1024;
export const MAX_ENTRY_BYTES = 64 * 1024 * 1024;
export const MAX_RATIO = 100;
/** A short part of blanks may compress better than the ratio allows; it is no danger to anybody. */
const RATIO_MATTERS_FROM_BYTES = 64 * 1024;
/** An archive inside the archive; no part of a plain workbook is one. */
const NESTED_ARCHIVE = /\.(zip|gz|tgz|bz2|xz|7z|rar|jar|xlsx|docx)$/i;
const UNIX_FILE_TYPE = 0o170000;
const UNIX_SYMLINK = 0o120000;

/** An opened archive whose directory has been found harmless; its parts are inflated one at a time. */
export interface ZipParts {
  names: readonly string[];
  /** The inflated bytes of a part in chunks. A part that inflates beyond what its directory promised is refused. */
  read(name: string): AsyncIterable<Buffer>;
}

/**
 * Opens a ZIP archive after checking its central directory: number and size of entries, compression ratio, names,
 * encryption, links, and that no two entries share bytes. Nothing is inflated before all of it holds.
 *
 * @throws FileRefusal `archive-bomb` or `malformed-archive`.
 */
export async function openZip(bytes: Buffer): Promise<ZipParts> {
  const zip = await opened(bytes);
  if (zip.entryCount > MAX_ENTRIES)
    throw bomb(`The archive has ${zip.entryCount} entries; at most ${MAX_ENTRIES}.`);
  const entries = await directoryOf(zip);
  const byName = new Map<string, Entry>();
  for (const entry of entries) {
    assertHarmless(entry);
    if (byName.has(entry.fileName.toLowerCase()))
      throw malformed(`The entry "${entry.fileName}" occurs twice.`);
    byName.set(entry.fileName.toLowerCase(), entry);
  }
  assertTotals(entries);
  await assertLocalHeaders(zip, entries);
  return {
    names: entries.map(({ fileName }) => fileName),
    read: (name) => inflate(zip, byName.get(name.toLowerCase()), name),
  };
}

function opened(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    // autoClose off: the parts are read after the directory has been walked to its end.
    fromBuffer(bytes, { lazyEntries: true, autoClose: false, validateEntrySizes: true }, (error, zip) => {
      if (error) reject(malformed(`The archive cannot be read: ${error.message}`));
      else resolve(zip);
    });
  });
}

function directoryOf(zip: ZipFile): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    zip.on('entry', (entry: Entry) => {
      entries.push(entry);
      zip.readEntry();
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', (error: Error) => reject(malformed(`The archive cannot be read: ${error.message}`)));
    zip.readEntry();
  });
}

function assertHarmless(entry: Entry): void {
  if (entry.isEncrypted()) throw malformed(`The entry "${entry.fileName}" is encrypted.`);
  const unixMode = entry.externalFileAttributes >>> 16;
  if ((unixMode & UNIX_FILE_TYPE) === UNIX_SYMLINK)
    throw malformed(`The entry "${entry.fileName}" is a link.`);
  if (NESTED_ARCHIVE.test(entry.fileName)) throw bomb(`The entry "${entry.fileName}" is an archive itself.`);
  if (entry.uncompressedSize > MAX_ENTRY_BYTES) throw bomb(`The entry "${entry.fileName}" is too large.`);
  const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
  if (ratio > MAX_RATIO && entry.uncompressedSize > RATIO_MATTERS_FROM_BYTES) {
    throw bomb(`The entry "${entry.fileName}" inflates to ${Math.round(ratio)} times its size.`);
  }
}

function assertTotals(entries: Entry[]): void {
  const total = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  if (total > MAX_TOTAL_BYTES)
    throw bomb(`The archive inflates to ${total} bytes; at most ${MAX_TOTAL_BYTES}.`);
}

/** The directory is what was checked and the local header is what is read, so the two have to agree. */
async function assertLocalHeaders(zip: ZipFile, entries: Entry[]): Promise<void> {
  const inOrder = entries.toSorted((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  let freeFrom = 0;
  for (const entry of inOrder) {
    if (entry.relativeOffsetOfLocalHeader < freeFrom)
      throw malformed(`The entry "${entry.fileName}" overlaps another.`);
    freeFrom = (await localDataStart(zip, entry)) + entry.compressedSize;
  }
}

function localDataStart(zip: ZipFile, entry: Entry): Promise<number> {
  return new Promise((resolve, reject) => {
    zip.readLocalFileHeader(entry, { minimal: false }, (error, header) => {
      if (error) return reject(malformed(`The archive cannot be read: ${error.message}`));
      if (!header.fileName.equals(entry.fileNameRaw))
        return reject(malformed('A local header contradicts the directory.'));
      return resolve(header.fileDataStart);
    });
  });
}

async function* inflate(zip: ZipFile, entry: Entry | undefined, name: string): AsyncGenerator<Buffer> {
  if (!entry) throw malformed(`The part "${name}" is missing.`);
  let inflated = 0;
  try {
    for await (const chunk of await streamOf(zip, entry)) {
      const part = chunk as Buffer;
      inflated += part.length;
      if (inflated > MAX_ENTRY_BYTES) throw bomb(`The entry "${name}" is too large.`);
      yield part;
    }
  } catch (error) {
    if (error instanceof FileRefusal) throw error;
    throw malformed(
      `The part "${name}" cannot be inflated: ${error instanceof Error ? error.message : 'broken'}`,
    );
  }
}

function streamOf(zip: ZipFile, entry: Entry): Promise<NodeJS.ReadableStream> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)));
  });
}

function bomb(message: string): FileRefusal {
  return new FileRefusal('archive-bomb', message);
}

function malformed(message: string): FileRefusal {
  return new FileRefusal('malformed-archive', message);
}
