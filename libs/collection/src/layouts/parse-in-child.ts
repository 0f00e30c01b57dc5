import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { LayoutAssembler } from './layout-lines.js';
import type { LayoutLine } from './layout-lines.js';
import type { LayoutOutcome, LayoutRequest } from './layout.js';

/** What the parsing process may use up. */
export interface ParserLimits {
  /** The child's JavaScript heap, in MB. */
  memoryMb: number;
  /** From start to end, in milliseconds. */
  timeoutMs: number;
  /** What the child may hand back, in bytes. */
  outputBytes: number;
}

export const PARSER_LIMITS: ParserLimits = {
  memoryMb: 192,
  timeoutMs: 60_000,
  outputBytes: 64 * 1024 * 1024,
};

/**
 * Reads a file in a process of its own, without environment, without the right to write files or to start programs,
 * with bounded memory and time. Whatever the file does to its reader, the caller gets an outcome: a layout, the reason
 * for a refusal, or `parser-limit` when the child had to be ended or fell over.
 */
export function parseInChild(
  request: LayoutRequest,
  bytes: Buffer,
  limits: Partial<ParserLimits> = {},
): Promise<LayoutOutcome> {
  const bounds = { ...PARSER_LIMITS, ...limits };
  const child = startChild(request, bounds.memoryMb);
  const assembler = new LayoutAssembler();
  const timer = setTimeout(() => child.kill('SIGKILL'), bounds.timeoutMs);
  collectLines(child, assembler, bounds.outputBytes);
  // A child that refuses early closes its end while the rest of the file is still on its way.
  child.stdin.on('error', () => undefined);
  child.stdin.end(bytes);
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      resolve(assembler.outcome ?? limitReached());
    };
    child.on('error', finish);
    child.on('close', finish);
  });
}

function startChild(request: LayoutRequest, memoryMb: number): ChildProcessWithoutNullStreams {
  const flags = [
    `--max-old-space-size=${memoryMb}`,
    '--experimental-permission',
    '--allow-fs-read=*',
    '--no-warnings',
  ];
  const child = spawn(process.execPath, [...flags, childProgram(), JSON.stringify(request)], { env: {} });
  // What the engine says about its own death helps nobody and may quote the file.
  child.stderr.resume();
  return child;
}

function collectLines(
  child: ChildProcessWithoutNullStreams,
  assembler: LayoutAssembler,
  limit: number,
): void {
  let received = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    received += chunk.length;
    if (received > limit) child.kill('SIGKILL');
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    const parsed = received > limit ? undefined : parsedLine(line);
    if (parsed) assembler.add(parsed);
  });
}

/** The last line of a child that was killed in mid-sentence is no line at all. */
function parsedLine(line: string): LayoutLine | undefined {
  try {
    return JSON.parse(line) as LayoutLine;
  } catch {
    return undefined;
  }
}

/** The compiled program stands beside this file; started from the sources, it is the one of the last build. */
function childProgram(): string {
  const beside = fileURLToPath(new URL('./parse-child.js', import.meta.url));
  if (existsSync(beside)) return beside;
  return fileURLToPath(
    new URL('../../../../dist/libs/collection/src/layouts/parse-child.js', import.meta.url),
  );
}

function limitReached(): LayoutOutcome {
  const message = 'Reading the file took more memory or time than any report needs, or broke the reader.';
  return { refusal: { code: 'parser-limit', message, at: {} } };
}
