export { Config, InvalidConfigError, loadConfig } from './config/config.js';
export { projectRoot } from './config/project-root.js';
export { settingsOf } from './config/setting.js';
export {
  HQ_SCOPE,
  holds,
  programContext,
  type Actor,
  type ActorKind,
  type OperationContext,
} from './context/operation-context.js';
export { asRole, databaseAddress, databaseUrl, type DatabaseAddress } from './database/database-address.js';
export { prepareCluster, queueDatabaseName, withClient } from './database/cluster.js';
export {
  API_LIMITS,
  migrationDataSource,
  runtimeDataSource,
  WORKER_LIMITS,
  type MigrationClass,
} from './database/data-source.js';
export { startEmbedded, stopEmbedded, type EmbeddedServer } from './database/embedded/embedded-postgres.js';
export { packed, unpacked } from './database/packed-column.js';
export { OPEN_TABLE_MARK, openTable, wallTable } from './database/scoped-table.js';
export { constraintOf, sqlStateOf } from './database/sql-state.js';
export { Transactions, type Transaction } from './database/transactions.js';
export * from './errors/business-error.js';
export {
  AUTHENTICATOR,
  Ctx,
  OWN_ACCOUNT,
  Permit,
  Public,
  type AuthenticatedCaller,
  type Authenticator,
} from './http/access.js';
export { AnswerFormat, type AnswerFormatName } from './http/answer-format.js';
export { AccessGuard } from './http/access.guard.js';
export { API_PREFIX, createHttpApp, MAX_UPLOAD_BYTES } from './http/create-http-app.js';
export { csvTable } from './http/csv.js';
export { Cursors, MAX_LIMIT, type Page } from './http/cursor.js';
export { IdPipe } from './http/identifier.js';
export { openApiDocument } from './http/api-description.js';
export { PageInfo, PageRequest } from './http/page.dto.js';
export { IsPlainText } from './http/plain-text.js';
export { entityTag, IfMatch, PreconditionFailedError } from './http/preconditions.js';
export { READINESS_CHECKS, stateOf, type ReadinessCheck } from './http/readiness.js';
export { RequestValidationPipe } from './http/request-validation.pipe.js';
export { RouteWalk } from './http/route-walk.js';
export { Translations } from './i18n/translations.js';
export { ChangeRecords, type ChangeRecord } from './jobs/change-records.js';
export { JobControl } from './jobs/job-control.js';
export { JobRetries, type RepeatWork } from './jobs/job-retries.js';
export {
  JobRun,
  LeaseLostError,
  type JobHandle,
  type JobOutcome,
  type JobProblem,
  type UnfinishedState,
} from './jobs/job-run.js';
export { type Job, type JobState } from './jobs/job.js';
export { JobsService } from './jobs/jobs.service.js';
export { JobReconciler } from './jobs/job-reconciler.js';
export { NumberText, parseStrictJson, type JsonValue } from './json/strict-json.js';
export { Log } from './observability/log.js';
export { Housekeeping } from './outbox/housekeeping.js';
export { Outbox } from './outbox/outbox.js';
export { GIVE_UP, QueueWatchdog } from './queue/queue-watchdog.js';
export { ClockSkew } from './database/clock-skew.js';
export { everyScopeContext } from './database/every-scope.js';
export { OutboxRelay } from './outbox/outbox-relay.js';
export { JobWorkers } from './queue/job-workers.js';
export { QUEUE_NAMES, type JobDefinition, type JobPayload, type QueueName } from './queue/job-definition.js';
export { queueBackendFor, type QueueBackend } from './queue/queue-backend.js';
export { SkewGuard } from './queue/skew-guard.js';
export { QueueHealth } from './queue/queue-health.js';
export { QUEUE_BACKEND } from './queue/queue.tokens.js';
export { migrateQueue } from './queue/queue-schema.js';
export { Sealer } from './secrets/sealer.js';
export { ObjectStore, type ObjectName } from './storage/object-store.js';
export { Clock, SettableClock, SystemClock } from './time/clock.js';
export { Schedules, type Schedule } from './queue/schedules.js';
export { Turns } from './time/turns.js';
export { Ticker } from './time/ticker.js';
export { elapsedMs } from './time/clock.js';
