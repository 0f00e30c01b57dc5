/** Where objects are kept: a folder of this machine, or a bucket behind the S3 protocol. */
export type StorageAddress =
  | { kind: 'FOLDER'; path: string }
  | {
      kind: 'BUCKET';
      bucket: string;
      region: string;
      /** Null: Amazon's own endpoint of the region. */
      endpoint: string | null;
      /** Null: whatever the machine's own identity gives. */
      credentials: { accessKeyId: string; secretAccessKey: string } | null;
    };

const DEFAULT_REGION = 'us-east-1';
const KNOWN_PARAMETERS = ['region', 'insecure'];

/**
 * Reads a storage URL: `file:///folder`, or `s3://[key:secret@][host[:port]]/bucket[?region=…][&insecure=true]`. A
 * bucket with a host is reached over https unless `insecure=true` asks for http. Answers null for anything else.
 */
export function storageAddress(url: string): StorageAddress | null {
  if (!URL.canParse(url)) return null;
  const parsed = new URL(url);
  if (parsed.protocol === 'file:') return folderOf(parsed);
  return parsed.protocol === 's3:' ? bucketOf(parsed) : null;
}

/** True when the URL says that files travel unencrypted. */
export function isInsecureStorage(url: string): boolean {
  return storageAddress(url)?.kind === 'BUCKET' && new URL(url).searchParams.get('insecure') === 'true';
}

function folderOf({ host, pathname, search }: URL): StorageAddress | null {
  if (host !== '' || search !== '' || pathname === '/') return null;
  return { kind: 'FOLDER', path: decodeURIComponent(pathname) };
}

function bucketOf(url: URL): StorageAddress | null {
  const { host, username, password, pathname, searchParams } = url;
  const bucket = /^\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\/?$/.exec(pathname)?.[1];
  if (!bucket || [...searchParams.keys()].some((name) => !KNOWN_PARAMETERS.includes(name))) return null;
  if ((username === '') !== (password === '')) return null;
  const scheme = searchParams.get('insecure') === 'true' ? 'http' : 'https';
  return {
    kind: 'BUCKET',
    bucket,
    region: searchParams.get('region') ?? DEFAULT_REGION,
    endpoint: host === '' ? null : `${scheme}://${host}`,
    credentials:
      username === ''
        ? null
        : { accessKeyId: decodeURIComponent(username), secretAccessKey: decodeURIComponent(password) },
  };
}
