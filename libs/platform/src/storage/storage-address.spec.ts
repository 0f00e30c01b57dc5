import { isInsecureStorage, storageAddress } from './storage-address.js';

describe(storageAddress.name, () => {
  it('reads a folder', () => {
    expect(storageAddress('file:///srv/asan%20files')).toEqual({ kind: 'FOLDER', path: '/srv/asan files' });
  });

  it('reads a bucket of a server of ours, reached over https', () => {
    expect(storageAddress('s3://key:se%2Fcret@store.example:9000/asan?region=eu-1')).toEqual({
      kind: 'BUCKET',
      bucket: 'asan',
      region: 'eu-1',
      endpoint: 'https://store.example:9000',
      credentials: { accessKeyId: 'key', secretAccessKey: 'se/cret' },
    });
  });

  it('leaves endpoint and credentials to the machine where none are named', () => {
    expect(storageAddress('s3:///asan-documents')).toMatchObject({ endpoint: null, credentials: null });
  });

  it.each([
    'nonsense',
    'ftp://host/folder',
    'file:///',
    'file://host/folder',
    's3://host/',
    's3://host/bucket/more',
    's3://key@host/bucket',
    's3://host/bucket?regoin=eu',
  ])('refuses %s', (url) => {
    expect(storageAddress(url)).toBeNull();
  });
});

describe(isInsecureStorage.name, () => {
  it.each([
    ['s3://host/bucket?insecure=true', true],
    ['s3://host/bucket', false],
    ['file:///folder', false],
  ])('says of %s: %p', (url, expected) => {
    expect(isInsecureStorage(url)).toBe(expected);
  });
});
