import { Injectable } from '@nestjs/common';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Disk } from 'flydrive';
import { v7 as uuid } from 'uuid';
import { Config } from '../config/config.js';
import { UnavailableError } from '../errors/business-error.js';
import { Log } from '../observability/log.js';
import { storageAddress, type StorageAddress } from './storage-address.js';
import { diskAt } from './storage-disk.js';

const SHA256 = /^[0-9a-f]{64}$/;

/** An object: whose it is, and the SHA-256 of its bytes in lower-case hexadecimal digits. */
export interface ObjectName {
  scope: string;
  sha256: string;
}

/**
 * Bytes by their SHA-256, on the local disk or in a bucket. Every scope has its own objects: sharing them between
 * countries would tell one of them what another one holds, and would tie their removal together.
 */
@Injectable()
export class ObjectStore {
  private readonly address: StorageAddress;
  private disk: Promise<Disk> | undefined;

  constructor(
    config: Config,
    private readonly log: Log,
  ) {
    const folder: StorageAddress = { kind: 'FOLDER', path: join(config.ASAN_DATA_DIR, 'documents') };
    this.address = (config.STORAGE_URL && storageAddress(config.STORAGE_URL)) || folder;
  }

  /**
   * Keeps the bytes of a file, wholly or not at all; what is there already stays as it is.
   *
   * @param size of the file in bytes
   * @throws UnavailableError `storage-unavailable`
   */
  async keep(name: ObjectName, path: string, size: number): Promise<void> {
    await this.asked(async (disk) => {
      const key = keyOf(name);
      if (await disk.exists(key)) return;
      const isFolder = this.address.kind === 'FOLDER';
      // A bucket shows an object once it is complete; a folder shows what was written so far, so it gets a name last.
      const target = isFolder ? `incoming/${uuid()}` : key;
      try {
        await disk.putStream(target, createReadStream(path), { contentLength: size });
        if (isFolder) await disk.move(target, key);
      } catch (error) {
        if (isFolder) await disk.delete(target).catch(() => undefined);
        throw error;
      }
    });
  }

  /** The bytes as a stream. @throws UnavailableError `storage-unavailable`, also when they should be there and are not. */
  async open(name: ObjectName): Promise<Readable> {
    return this.asked(async (disk) => {
      const key = keyOf(name);
      if (!(await disk.exists(key))) throw new Error(`The object ${key} is missing.`);
      return disk.getStream(key);
    });
  }

  /** Removes the bytes; those that are not there are gone already. @throws UnavailableError */
  async remove(name: ObjectName): Promise<void> {
    await this.asked((disk) => disk.delete(keyOf(name)));
  }

  /** @throws UnavailableError when the storage does not answer. */
  async assertAvailable(): Promise<void> {
    await this.asked((disk) => disk.exists('asan-readiness'));
  }

  private async asked<T>(work: (disk: Disk) => Promise<T>): Promise<T> {
    try {
      this.disk ??= diskAt(this.address);
      return await work(await this.disk);
    } catch (error) {
      // A folder that could not be made is tried anew at the next question.
      this.disk = undefined;
      this.log.warn('the storage failed', { error });
      throw new UnavailableError('storage-unavailable', 'The storage of files does not answer.');
    }
  }
}

/** Two leading digits spread a country's files over folders of a sensible size. */
function keyOf({ scope, sha256 }: ObjectName): string {
  if (!SHA256.test(sha256) || !/^[\w-]+$/.test(scope)) throw new Error('Not the name of an object.');
  return `${scope}/${sha256.slice(0, 2)}/${sha256}`;
}
