import { readFileSync } from 'node:fs';

export interface OsUser {
  name: string;
  uid: number;
  gid: number;
}

/**
 * The user that must own the database server, or null when the present one will do. PostgreSQL
 * refuses to run as root, so root borrows `postgres`, else `nobody`: a user with a passwd entry.
 */
export function serverUser(): OsUser | null {
  if (process.getuid?.() !== 0) return null;
  const users = readFileSync('/etc/passwd', 'utf8').split('\n').map(parseEntry);
  const found =
    users.find((user) => user?.name === 'postgres') ?? users.find((user) => user?.name === 'nobody');
  if (!found)
    throw new Error('Running as root needs an ordinary user named postgres or nobody for the database.');
  return found;
}

function parseEntry(line: string): OsUser | null {
  const [name, , uid, gid] = line.split(':');
  return gid ? { name, uid: Number(uid), gid: Number(gid) } : null;
}
