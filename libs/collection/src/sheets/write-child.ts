import { once } from 'node:events';
import type { WorkbookPlan } from './workbook-plan.js';
import { writeWorkbook } from './write-workbook.js';

// The program of the writing process: the plan comes in by standard input, the workbook goes out by standard output.
// The spreadsheet library lives here and nowhere else.
const chunks: Buffer[] = [];
for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
const plan = JSON.parse(Buffer.concat(chunks).toString('utf8')) as WorkbookPlan;
if (!process.stdout.write(await writeWorkbook(plan))) await once(process.stdout, 'drain');
