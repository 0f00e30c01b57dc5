import { Injectable, type LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';

const REDACTED = [
  'password',
  'secret',
  'token',
  'accessToken',
  'refreshToken',
  'authorization',
  'cookie',
  'key',
  '*.password',
  '*.token',
  '*.authorization',
];

/** Structured log lines, one JSON object each; known secrets never reach them. */
@Injectable()
export class Log implements LoggerService {
  private readonly logger: Logger;

  constructor(level: string = 'info', processName: string = 'asan') {
    this.logger = pino(
      { level, base: { process: processName }, redact: REDACTED },
      pino.destination({ fd: 2, sync: false }),
    );
  }

  log(message: string, context?: unknown): void {
    this.logger.info(fields(context), message);
  }

  info(message: string, context?: unknown): void {
    this.log(message, context);
  }

  warn(message: string, context?: unknown): void {
    this.logger.warn(fields(context), message);
  }

  error(message: string, context?: unknown): void {
    this.logger.error(fields(context), message);
  }

  debug(message: string, context?: unknown): void {
    this.logger.debug(fields(context), message);
  }
}

function fields(context: unknown): object {
  if (context === undefined) return {};
  if (typeof context !== 'object' || context === null) return { context };
  const { error, ...rest } = context as { error?: unknown };
  return error instanceof Error
    ? { ...rest, error: { name: error.name, message: error.message, stack: error.stack } }
    : context;
}
