import { once } from 'node:events';
import { FileRefusal } from './file-refusal.js';
import type { FileFormat, LayoutRequest } from './layout.js';
import { linesOf } from './layout-lines.js';
import type { LayoutLine } from './layout-lines.js';
import { readerOf, readLayout } from './read-layout.js';

// The program of the parsing process: the first line of its input is the request, the rest is the file; the outcome
// goes out by standard output. It knows nothing of the database, the network or the configuration. Until the request
// comes it loads the reader that its only argument names.
const LINE_END = 10;

if (process.argv[2]) await readerOf(process.argv[2] as FileFormat);
const input = await standardInput();
const headEnd = input.indexOf(LINE_END);
if (headEnd > 0) await answer(requestOf(input, headEnd), input.subarray(headEnd + 1));

function requestOf(bytes: Buffer, end: number): LayoutRequest {
  return JSON.parse(bytes.toString('utf8', 0, end)) as LayoutRequest;
}

async function answer(request: LayoutRequest, file: Buffer): Promise<void> {
  try {
    const layout = await readLayout(request, file);
    for (const line of linesOf(layout)) await write(line);
  } catch (error) {
    if (!(error instanceof FileRefusal)) throw error;
    await write({ refusal: { code: error.code, message: error.message, at: error.at } });
  }
}

async function standardInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function write(line: LayoutLine): Promise<void> {
  if (!process.stdout.write(`${JSON.stringify(line)}\n`)) await once(process.stdout, 'drain');
}
