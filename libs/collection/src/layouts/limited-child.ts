import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a child process that reads or writes files for us may use up. */
export interface ChildLimits {
  /** The child's JavaScript heap, in MB. */
  memoryMb: number;
  /** From start to end, in milliseconds. */
  timeoutMs: number;
  /** What the child may hand back, in bytes. */
  outputBytes: number;
}

/**
 * Starts one of our programs without environment, without the right to write files or to start programs, and with a
 * bounded heap. Whoever starts it bounds its time and its output.
 *
 * @param program where the compiled program would stand, beside the file that asks for it.
 */
export function startLimitedChild(
  program: URL,
  programArguments: readonly string[],
  memoryMb: number,
): ChildProcessWithoutNullStreams {
  const flags = [
    `--max-old-space-size=${memoryMb}`,
    '--experimental-permission',
    '--allow-fs-read=*',
    '--no-warnings',
  ];
  const child = spawn(process.execPath, [...flags, pathOf(program), ...programArguments], { env: {} });
  // Files are read in what time the answering of requests leaves over.
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  // What the engine says about its own death helps nobody and may quote the file.
  child.stderr.resume();
  // A child that refuses early closes its end while the rest of its input is still on its way.
  child.stdin.on('error', () => undefined);
  return child;
}

/** Started from the sources, the program is the one of the last build. */
function pathOf(program: URL): string {
  const beside = fileURLToPath(program);
  if (existsSync(beside)) return beside;
  const source = beside.lastIndexOf(join('libs', 'collection'));
  return join(beside.slice(0, source), 'dist', beside.slice(source));
}
