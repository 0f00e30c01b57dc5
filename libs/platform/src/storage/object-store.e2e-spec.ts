import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { startS3, type FakeS3 } from '../../../../test/support/s3-server.js';
import type { Config } from '../config/config.js';
import { Log } from '../observability/log.js';
import { ObjectStore } from './object-store.js';

const CONTENT = randomBytes(200_000);
const NAME = { scope: 'PK', sha256: createHash('sha256').update(CONTENT).digest('hex') };

describe(ObjectStore.name, () => {
  let folder: string;
  let path: string;
  let s3: FakeS3;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'objects-'));
    path = join(folder, 'file');
    await writeFile(path, CONTENT);
    s3 = await startS3();
  });
  afterEach(async () => {
    await s3.close();
    await rm(folder, { recursive: true });
  });

  const storeAt = (STORAGE_URL?: string): ObjectStore =>
    new ObjectStore({ ASAN_DATA_DIR: folder, STORAGE_URL } as Config, new Log('silent', 'test'));

  describe.each<[string, () => string | undefined]>([
    ['in the data folder', () => undefined],
    ['in a folder', () => `file://${folder}/elsewhere`],
    ['in a bucket', () => s3.url],
  ])('%s', (_where, url) => {
    it('gives back what it was given', async () => {
      const store = storeAt(url());
      await store.keep(NAME, path, CONTENT.length);
      expect((await buffer(await store.open(NAME))).equals(CONTENT)).toBe(true);
    });

    it('keeps the same bytes of two countries apart', async () => {
      const store = storeAt(url());
      await store.keep(NAME, path, CONTENT.length);
      await expect(store.open({ ...NAME, scope: 'ET' })).rejects.toMatchObject({
        code: 'storage-unavailable',
      });
    });

    it('removes, also what is not there', async () => {
      const store = storeAt(url());
      await store.keep(NAME, path, CONTENT.length);
      await store.remove(NAME);
      await store.remove(NAME);
      await expect(store.open(NAME)).rejects.toMatchObject({ code: 'storage-unavailable' });
    });

    it('says that it is there', async () => {
      await expect(storeAt(url()).assertAvailable()).resolves.toBeUndefined();
    });
  });

  it('writes the same bytes once', async () => {
    const store = storeAt(s3.url);
    await store.keep(NAME, path, CONTENT.length);
    await store.keep(NAME, path, CONTENT.length);
    expect(s3.asked.filter((each) => each.startsWith('PUT'))).toHaveLength(1);
  });

  it('leaves nothing under the name of an object that could not be written', async () => {
    const store = storeAt();
    await expect(store.keep(NAME, join(folder, 'missing'), 5)).rejects.toMatchObject({ kind: 'UNAVAILABLE' });
    await expect(store.open(NAME)).rejects.toMatchObject({ kind: 'UNAVAILABLE' });
    expect(await readdir(join(folder, 'documents'))).not.toContain('PK');
  });

  it('says that a bucket is away', async () => {
    const store = storeAt(s3.url.replace('test-key', 'wrong-key'));
    await expect(store.assertAvailable()).rejects.toMatchObject({ code: 'storage-unavailable' });
  });

  it('takes no name that is a path', async () => {
    await expect(storeAt().open({ scope: '..', sha256: NAME.sha256 })).rejects.toThrow();
    await expect(storeAt().open({ scope: 'PK', sha256: '../../x' })).rejects.toThrow();
  });
});
