import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import { CHILD_TURNS } from './child-turns.js';
import { LayoutAssembler, wholeOutcome } from './layout-lines.js';
import type { HeldOutcome } from './layout-lines.js';
import type { FileFormat, LayoutOutcome, LayoutRequest } from './layout.js';
import { startLimitedChild } from './limited-child.js';
import type { ChildLimits } from './limited-child.js';
import { SpareChild } from './spare-child.js';

const PROGRAM = new URL('./parse-child.js', import.meta.url);

export const PARSER_LIMITS: ChildLimits = {
  memoryMb: 192,
  timeoutMs: 60_000,
  outputBytes: 64 * 1024 * 1024,
};

/**
 * Reads a file in a process of its own, without environment, without the right to write files or to start programs,
 * with bounded memory and time. Whatever the file does to its reader, the caller gets an outcome: a layout, the reason
 * for a refusal, or `parser-limit` when the child had to be ended or fell over.
 */
export async function parseInChild(
  request: LayoutRequest,
  bytes: Buffer,
  limits: Partial<ChildLimits> = {},
): Promise<LayoutOutcome> {
  return wholeOutcome(await holdInChild(request, bytes, limits));
}

/** Like `parseInChild`; the rows of tables stay text until they are looked at. */
export function holdInChild(
  request: LayoutRequest,
  bytes: Buffer,
  limits: Partial<ChildLimits> = {},
): Promise<HeldOutcome> {
  return CHILD_TURNS.take(() => held(request, bytes, { ...PARSER_LIMITS, ...limits }));
}

function held(request: LayoutRequest, bytes: Buffer, bounds: ChildLimits): Promise<HeldOutcome> {
  const child = childFor(request, bounds);
  const assembler = new LayoutAssembler();
  const timer = setTimeout(() => child.kill('SIGKILL'), bounds.timeoutMs);
  collectLines(child, assembler, bounds.outputBytes);
  child.stdin.write(`${JSON.stringify(request)}\n`);
  child.stdin.end(bytes);
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      spareOf(request.format).prepare();
      resolve(assembler.outcome ?? limitReached());
    };
    child.on('error', finish);
    child.on('close', finish);
  });
}

/** One child waits for the next file of each format that was read of late. */
const spares = new Map<FileFormat, SpareChild>();

function spareOf(format: FileFormat): SpareChild {
  const known = spares.get(format);
  if (known) return known;
  const spare = new SpareChild(() => startLimitedChild(PROGRAM, [format], PARSER_LIMITS.memoryMb));
  spares.set(format, spare);
  return spare;
}

function childFor({ format }: LayoutRequest, { memoryMb }: ChildLimits): ChildProcessWithoutNullStreams {
  return memoryMb === PARSER_LIMITS.memoryMb
    ? spareOf(format).take()
    : startLimitedChild(PROGRAM, [], memoryMb);
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
    if (received <= limit) assembler.add(line);
  });
}

function limitReached(): HeldOutcome {
  const message = 'Reading the file took more memory or time than any report needs, or broke the reader.';
  return { refusal: { code: 'parser-limit', message, at: {} } };
}
