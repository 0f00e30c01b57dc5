import { CHILD_TURNS } from '../layouts/child-turns.js';
import type { ChildLimits } from '../layouts/limited-child.js';
import { startLimitedChild } from '../layouts/limited-child.js';
import type { WorkbookPlan } from './workbook-plan.js';

const PROGRAM = new URL('./write-child.js', import.meta.url);
const ZIP_SIGNATURE = Buffer.from([0x50, 0x4b, 0x03, 0x04]);

/** A country's workbook of 600 units and 40 cells stays below half of each. */
export const WRITER_LIMITS: ChildLimits = {
  memoryMb: 384,
  timeoutMs: 60_000,
  outputBytes: 32 * 1024 * 1024,
};

/** Thrown when the writing process fell over or was ended; the plan is ours, so this is a defect of ours. */
export class WorkbookNotWrittenError extends Error {
  constructor(reason: string) {
    super(`The workbook could not be written: ${reason}.`);
    this.name = WorkbookNotWrittenError.name;
  }
}

/**
 * Writes a workbook in a process of its own, with bounded memory and time, so that neither the API nor the worker ever
 * loads a spreadsheet library.
 *
 * @returns the bytes of an `.xlsx` file.
 * @throws WorkbookNotWrittenError
 */
export function writeInChild(plan: WorkbookPlan, limits: Partial<ChildLimits> = {}): Promise<Buffer> {
  return CHILD_TURNS.take(() => written(plan, { ...WRITER_LIMITS, ...limits }));
}

async function written(plan: WorkbookPlan, bounds: ChildLimits): Promise<Buffer> {
  const child = startLimitedChild(PROGRAM, [], bounds.memoryMb);
  const timer = setTimeout(() => child.kill('SIGKILL'), bounds.timeoutMs);
  const parts: Buffer[] = [];
  let received = 0;
  child.stdout.on('data', (part: Buffer) => {
    received += part.length;
    if (received > bounds.outputBytes) child.kill('SIGKILL');
    else parts.push(part);
  });
  child.stdin.end(JSON.stringify(plan));
  const code = await new Promise<number | null>((resolve) => {
    child.on('error', () => resolve(null));
    child.on('close', resolve);
  });
  clearTimeout(timer);
  if (code !== 0) throw new WorkbookNotWrittenError(`the writing process ended with ${code ?? 'a signal'}`);
  const content = Buffer.concat(parts);
  if (!content.subarray(0, 4).equals(ZIP_SIGNATURE)) throw new WorkbookNotWrittenError('it is no archive');
  return content;
}
