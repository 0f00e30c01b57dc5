import { createHmac } from 'node:crypto';
import { parse } from 'pg-connection-string';

/** Where and as whom to connect; `host` may be the folder of a Unix socket. */
export interface DatabaseAddress {
  host: string;
  port: number;
  user: string;
  password?: string;
  database: string;
}

/** Reads a `postgres://` URL, also the form with `?host=/folder` for Unix sockets. */
export function databaseAddress(url: string): DatabaseAddress {
  const parsed = parse(url);
  if (!parsed.host || !parsed.database || !parsed.user) {
    throw new Error('A database URL needs a host, a user and a database name.');
  }
  return {
    host: parsed.host,
    port: Number(parsed.port ?? 5432),
    user: parsed.user,
    password: parsed.password,
    database: parsed.database,
  };
}

/** The URL form of an address, for configuration of further processes. */
export function databaseUrl(address: DatabaseAddress): string {
  const credentials = [address.user, address.password]
    .filter((part) => part !== undefined)
    .map((part) => encodeURIComponent(part));
  const query = new URLSearchParams({ host: address.host, port: String(address.port) });
  return `postgres://${credentials.join(':')}@/${encodeURIComponent(address.database)}?${query}`;
}

export type RuntimeRole =
  'asan_api' | 'asan_worker' | 'asan_dash' | 'asan_migrator' | 'asan_queue' | 'asan_backup';

/** The same server as another role; its password derives from the installation's secret. */
export function asRole(address: DatabaseAddress, role: RuntimeRole, secret: string): DatabaseAddress {
  return { ...address, user: role, password: rolePassword(role, secret) };
}

export function rolePassword(role: RuntimeRole, secret: string): string {
  return createHmac('sha256', secret).update(`role:${role}`).digest('base64url');
}
