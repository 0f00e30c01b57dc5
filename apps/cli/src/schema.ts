import { AuditSchema1700000001000 } from '#audit/wiring';
import { CentresSchema1700000005000 } from '#centres/wiring';
import { CollectionSchema1700000008000 } from '#collection/wiring';
import { EvidenceSchema1700000003000 } from '#evidence/wiring';
import { IdentitySchema1700000002000 } from '#identity/wiring';
import { IndicatorsSchema1700000006000 } from '#indicators/wiring';
import { PartnershipsSchema1700000004000 } from '#partnerships/wiring';
import type { MigrationClass } from '#platform';
import { PlatformSchema1700000000000 } from '#platform/wiring';
import { ReportingSchema1700000007000 } from '#reporting/wiring';

/** Every migration of every library, oldest first: the order in which a database grows. */
export const MIGRATIONS: MigrationClass[] = [
  PlatformSchema1700000000000,
  AuditSchema1700000001000,
  IdentitySchema1700000002000,
  EvidenceSchema1700000003000,
  PartnershipsSchema1700000004000,
  CentresSchema1700000005000,
  IndicatorsSchema1700000006000,
  ReportingSchema1700000007000,
  CollectionSchema1700000008000,
];
