import { HeadlineSnapshotsSchema1700000020600 } from '#analytics/wiring';
import { AuditSchema1700000001000 } from '#audit/wiring';
import {
  CentreOperationSchema1700000039300,
  CentreLifecycleSchema1700000039100,
  CentresSchema1700000005000,
  ServicesSchema1700000039200,
} from '#centres/wiring';
import {
  CollectionSchema1700000008000,
  ImportPartsSchema1700000010600,
  SourcesSchema1700000010500,
  WorkbooksSchema1700000010400,
} from '#collection/wiring';
import {
  DocumentSearchSchema1700000036300,
  DocumentsSchema1700000036100,
  EvidenceLinksSchema1700000020250,
  EvidenceSchema1700000003000,
} from '#evidence/wiring';
import { IdentitySchema1700000002000 } from '#identity/wiring';
import {
  DefinitionVersionsSchema1700000032100,
  IndicatorsSchema1700000006000,
  RuleVersionsSchema1700000030100,
  TargetsSchema1700000032200,
} from '#indicators/wiring';
import { NotificationsSchema1700000010300 } from '#notifications/wiring';
import {
  CalendarFeedsSchema1700000036200,
  EngagementsSchema1700000020500,
  InstrumentDetailsSchema1700000020100,
  LicenceGrantsSchema1700000020200,
  ObligationsSchema1700000020300,
  PartnerDetailsSchema1700000020400,
  PartnerIdentitySchema1700000020450,
  PartnershipsSchema1700000004000,
  RegisterSearchSchema1700000036400,
} from '#partnerships/wiring';
import type { MigrationClass } from '#platform';
import {
  IdempotencyAnswersSchema1700000034100,
  JobControlSchema1700000010700,
  PlatformSchema1700000000000,
} from '#platform/wiring';
import {
  AssignmentsSchema1700000010900,
  BulkAcceptanceSchema1700000031300,
  CalendarsSchema1700000010100,
  CorrectionsSchema1700000033200,
  DelegationsSchema1700000031200,
  LedgerBreakdownsSchema1700000035100,
  NightlyRunsSchema1700000035200,
  ReleasesSchema1700000033100,
  ReportingSchema1700000007000,
  ReviewWorkflowSchema1700000031100,
  SlotRequestsSchema1700000010200,
  ValidationRunsSchema1700000030200,
} from '#reporting/wiring';
import {
  MissionsSchema1700000038300,
  RolloutPlansSchema1700000038200,
  RolloutsSchema1700000038100,
} from '#rollouts/wiring';
import { StandardsSchema1700000040100 } from '#standards/wiring';

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
  CalendarsSchema1700000010100,
  SlotRequestsSchema1700000010200,
  NotificationsSchema1700000010300,
  WorkbooksSchema1700000010400,
  SourcesSchema1700000010500,
  ImportPartsSchema1700000010600,
  JobControlSchema1700000010700,
  AssignmentsSchema1700000010900,
  InstrumentDetailsSchema1700000020100,
  LicenceGrantsSchema1700000020200,
  EvidenceLinksSchema1700000020250,
  ObligationsSchema1700000020300,
  PartnerDetailsSchema1700000020400,
  PartnerIdentitySchema1700000020450,
  EngagementsSchema1700000020500,
  HeadlineSnapshotsSchema1700000020600,
  RuleVersionsSchema1700000030100,
  ValidationRunsSchema1700000030200,
  ReviewWorkflowSchema1700000031100,
  DelegationsSchema1700000031200,
  BulkAcceptanceSchema1700000031300,
  DefinitionVersionsSchema1700000032100,
  TargetsSchema1700000032200,
  ReleasesSchema1700000033100,
  CorrectionsSchema1700000033200,
  IdempotencyAnswersSchema1700000034100,
  LedgerBreakdownsSchema1700000035100,
  NightlyRunsSchema1700000035200,
  DocumentsSchema1700000036100,
  CalendarFeedsSchema1700000036200,
  DocumentSearchSchema1700000036300,
  RegisterSearchSchema1700000036400,
  RolloutsSchema1700000038100,
  RolloutPlansSchema1700000038200,
  MissionsSchema1700000038300,
  CentreLifecycleSchema1700000039100,
  ServicesSchema1700000039200,
  CentreOperationSchema1700000039300,
  StandardsSchema1700000040100,
];
