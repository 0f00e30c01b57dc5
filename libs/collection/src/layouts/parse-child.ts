import { once } from 'node:events';
import { FileRefusal } from './file-refusal.js';
import type { LayoutRequest } from './layout.js';
import { linesOf } from './layout-lines.js';
import type { LayoutLine } from './layout-lines.js';
import { readLayout } from './read-layout.js';

// The program of the parsing process: the request is its only argument, the file comes in by standard input, the
// outcome goes out by standard output. It knows nothing of the database, the network or the configuration.
await answer(JSON.parse(process.argv[2] ?? '{}') as LayoutRequest);

async function answer(request: LayoutRequest): Promise<void> {
  try {
    const layout = await readLayout(request, await standardInput());
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
