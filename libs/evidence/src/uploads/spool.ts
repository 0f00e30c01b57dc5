import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { v7 as uuid } from 'uuid';
import { Config } from '#platform';

const ARRIVAL = 'arrival-';

export interface Digest {
  sha256: string;
  /** Bytes. */
  size: number;
}

/** The folder of files on their way, outside of whatever is served; names in it are ours, never the sender's. */
@Injectable()
export class Spool {
  readonly folder: string;

  constructor(config: Config) {
    this.folder = resolve(config.ASAN_DATA_DIR, 'uploads');
  }

  async prepare(): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
  }

  pathOf(id: string): string {
    return join(this.folder, id);
  }

  async digestOf(id: string): Promise<Digest> {
    const hash = createHash('sha256');
    let size = 0;
    for await (const chunk of createReadStream(this.pathOf(id))) {
      hash.update(chunk as Buffer);
      size += (chunk as Buffer).length;
    }
    return { sha256: hash.digest('hex'), size };
  }

  /** A place for bytes that come before what is said about them; no upload has its name. */
  newArrival(): string {
    return `${ARRIVAL}${uuid()}`;
  }

  /** Removes arrivals that were last written to before an instant: whoever received them has died. */
  async removeArrivals(before: Date): Promise<void> {
    await this.prepare();
    const names = (await readdir(this.folder)).filter((name) => name.startsWith(ARRIVAL));
    for (const name of names) {
      const found = await stat(this.pathOf(name)).catch(() => null);
      if (found && found.mtimeMs < before.getTime()) await this.remove(name);
    }
  }

  /** Removes the bytes and what the upload protocol remembers of them; done twice it changes nothing. */
  async remove(id: string): Promise<void> {
    await rm(this.pathOf(id), { force: true });
    await rm(`${this.pathOf(id)}.json`, { force: true });
  }
}
