import { AuditSchema1700000001000 } from '#audit/wiring';
import { IdentitySchema1700000002000 } from '#identity/wiring';
import type { MigrationClass } from '#platform';
import { PlatformSchema1700000000000 } from '#platform/wiring';

/** Every migration of every library, oldest first: the order in which a database grows. */
export const MIGRATIONS: MigrationClass[] = [
  PlatformSchema1700000000000,
  AuditSchema1700000001000,
  IdentitySchema1700000002000,
];
