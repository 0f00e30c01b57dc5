import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Disk } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';
import type { StorageAddress } from './storage-address.js';

/** The driver of an address. That of S3 and its large client are only loaded by those who use it. */
export async function diskAt(address: StorageAddress): Promise<Disk> {
  if (address.kind === 'FOLDER') {
    const location = resolve(address.path);
    await mkdir(location, { recursive: true, mode: 0o700 });
    return new Disk(new FSDriver({ location, visibility: 'private' }));
  }
  const { S3Driver } = await import('flydrive/drivers/s3');
  const { bucket, region, endpoint, credentials } = address;
  return new Disk(
    new S3Driver({
      bucket,
      region,
      visibility: 'private',
      // Whether a bucket takes access lists differs between servers; ours is private as a whole.
      supportsACL: false,
      ...(endpoint === null ? {} : { endpoint, forcePathStyle: true }),
      ...(credentials === null ? {} : { credentials }),
    }),
  );
}
