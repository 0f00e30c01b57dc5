import { plainToInstance } from 'class-transformer';
import {
  IsBooleanString,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUrl,
  Max,
  Min,
  MinLength,
  validateSync,
} from 'class-validator';
import { isInsecureStorage, storageAddress } from '../storage/storage-address.js';
import { Setting } from './setting.js';

/** Values that appear in examples and tutorials; a production start with one of them is refused. */
const EXAMPLE_SECRETS = ['changeme', 'change-me', 'secret', 'password', 'example', 'asan', 'default', 'test'];
const MIN_SECRET_LENGTH = 32;

const LOOPBACK_HOSTS = ['localhost', '127.0.0.1', '[::1]'];

/** Every setting of every process, read once from the environment and validated as a whole. */
export class Config {
  @Setting('production refuses demo data, weak secrets and privileged database roles', 'development')
  @IsIn(['development', 'test', 'production'])
  NODE_ENV: 'development' | 'test' | 'production' = 'development';

  @Setting('TCP port of the API', '3000')
  @IsInt()
  @Min(0)
  @Max(65535)
  PORT = 3000;

  @Setting('address the API listens on', '127.0.0.1')
  @IsString()
  HOST = '127.0.0.1';

  @Setting(
    'host names clients may use, separated by commas; others are answered with 421',
    'localhost,127.0.0.1,[::1]',
  )
  @IsString()
  PUBLIC_HOSTS = 'localhost,127.0.0.1,[::1]';

  @Setting('PostgreSQL of the run-time role; unset: the embedded server', '(embedded)')
  @IsOptional()
  @IsString()
  DATABASE_URL?: string;

  @Setting('PostgreSQL of a role that may create roles and databases; used by migrate only', '(embedded)')
  @IsOptional()
  @IsString()
  DATABASE_ADMIN_URL?: string;

  @Setting('read replica for dashboards; unset: DATABASE_URL', '(none)')
  @IsOptional()
  @IsString()
  DATABASE_REPLICA_URL?: string;

  @Setting('PostgreSQL database of the job queue when REDIS_URL is unset', '(beside DATABASE_URL)')
  @IsOptional()
  @IsString()
  QUEUE_DATABASE_URL?: string;

  @Setting('Redis of the job queue; unset: the queue lives in PostgreSQL', '(PostgreSQL)')
  @IsOptional()
  @IsString()
  REDIS_URL?: string;

  @Setting('folder of the embedded database, uploads and generated secrets', '.data')
  @IsString()
  ASAN_DATA_DIR = '.data';

  @Setting('load the synthetic demo set; refused in production', 'true in standalone, else false')
  @IsOptional()
  @IsBooleanString()
  ASAN_DEMO?: string;

  @Setting('signs tokens and cursors, seals secrets; at least 32 characters', '(generated in standalone)')
  @IsString()
  @MinLength(MIN_SECRET_LENGTH)
  ASAN_SECRET!: string;

  @Setting('tests only: the instant that the process takes for now', '(system clock)')
  @IsOptional()
  @IsISO8601()
  ASAN_CLOCK?: string;

  @Setting(
    'hosts that connectors may reach although they are not public, as host:port,host:port; never in production',
    '(none)',
  )
  @IsOptional()
  @IsString()
  EGRESS_ALLOW?: string;

  @Setting(
    'mail server, smtps://user:password@host:465 or smtp://host:587 (with STARTTLS); unset: nothing is mailed',
    '(none)',
  )
  @IsOptional()
  @IsString()
  SMTP_URL?: string;

  @Setting(
    'sender of mails, e.g. ASAN Franchise <reports@asan.example>',
    '(no-reply at the host of PUBLIC_URL)',
  )
  @IsOptional()
  @IsString()
  MAIL_FROM?: string;

  @Setting('address of the console as people open it; links in mails begin with it', 'http://localhost:3000')
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  PUBLIC_URL = 'http://localhost:3000';

  @Setting(
    'where documents are kept: file:///folder, or s3://key:secret@host:port/bucket?region=… of any S3-compatible server',
    '(documents in the data folder)',
  )
  @IsOptional()
  @IsString()
  STORAGE_URL?: string;

  @Setting(
    'clamd, which looks for viruses in documents: tcp://host:3310 or unix:///folder/clamd.sock; unset: they are marked NOT_SCANNED',
    '(none)',
  )
  @IsOptional()
  @IsString()
  SCANNER_URL?: string;

  @Setting('port of the metrics endpoint', '(none)')
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(65535)
  METRICS_PORT?: number;

  @Setting('least severe log level written', 'info')
  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
  LOG_LEVEL = 'info';

  /** Whether the synthetic demo set is wanted. */
  get demo(): boolean {
    return this.ASAN_DEMO === 'true';
  }
}

/** Thrown at start; lists every fault at once and never prints a value. */
export class InvalidConfigError extends Error {
  constructor(readonly faults: string[]) {
    super(
      `The configuration has ${faults.length} fault(s):\n${faults.map((fault) => `  - ${fault}`).join('\n')}`,
    );
    this.name = 'InvalidConfigError';
  }
}

const NUMERIC = ['PORT', 'METRICS_PORT'];

/**
 * Reads and validates the environment.
 *
 * @throws InvalidConfigError naming every faulty setting, without its value.
 */
export function loadConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const known = Object.fromEntries(
    Object.entries(environment)
      .filter(([, value]) => value !== undefined && value !== '')
      .map(([name, value]) => [name, NUMERIC.includes(name) ? Number(value) : value]),
  );
  const config = plainToInstance(Config, known, { exposeDefaultValues: true });
  const faults = validateSync(config, { skipMissingProperties: false }).map(
    (error) => `${error.property}: ${Object.values(error.constraints ?? {}).join(', ')}`,
  );
  faults.push(...addressFaults(config), ...productionFaults(config));
  if (faults.length > 0) throw new InvalidConfigError(faults);
  return config;
}

const SCANNER = /^(?:tcp:\/\/(?:\[[0-9a-f:]+\]|[\w.-]+):\d{1,5}|unix:\/\/\/.+)$/;

function addressFaults({ STORAGE_URL, SCANNER_URL }: Config): string[] {
  const faults: string[] = [];
  if (STORAGE_URL && storageAddress(STORAGE_URL) === null)
    faults.push('STORAGE_URL: neither file:///folder nor s3://host/bucket');
  if (SCANNER_URL && !SCANNER.test(SCANNER_URL))
    faults.push('SCANNER_URL: neither tcp://host:port nor unix:///path');
  return faults;
}

function productionFaults(config: Config): string[] {
  if (config.NODE_ENV !== 'production') return [];
  const faults: string[] = [];
  if (config.demo) faults.push('ASAN_DEMO: demo data is refused in production');
  if (config.ASAN_CLOCK) faults.push('ASAN_CLOCK: a fixed clock is refused in production');
  if (config.EGRESS_ALLOW) faults.push('EGRESS_ALLOW: connectors reach public hosts only in production');
  if (config.STORAGE_URL && isInsecureStorage(config.STORAGE_URL))
    faults.push('STORAGE_URL: documents travel encrypted in production');
  if (!config.DATABASE_URL) faults.push('DATABASE_URL: production needs its own PostgreSQL');
  if (config.SMTP_URL && isOfThisMachine(config.PUBLIC_URL))
    faults.push("PUBLIC_URL: links in mails would lead to the reader's own machine");
  if (isWeakSecret(config.ASAN_SECRET))
    faults.push('ASAN_SECRET: looks like an example or is too repetitive');
  return faults;
}

function isOfThisMachine(url: string): boolean {
  return URL.canParse(url) && LOOPBACK_HOSTS.includes(new URL(url).hostname);
}

function isWeakSecret(secret: string | undefined): boolean {
  if (!secret) return true;
  const lower = secret.toLowerCase();
  return new Set(lower).size < 10 || EXAMPLE_SECRETS.some((example) => lower.includes(example));
}
