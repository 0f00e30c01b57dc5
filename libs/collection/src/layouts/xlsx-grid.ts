import { assertSignature } from './file-signature.js';
import type { GridSheet } from './layout.js';
import { SharedStringsListener } from './xlsx-shared-strings.js';
import { SheetListener } from './xlsx-sheet.js';
import { readWorkbook } from './xlsx-workbook.js';
import type { WorkbookSheet } from './xlsx-workbook.js';
import { readXml } from './xml-events.js';
import { openZip } from './zip-parts.js';
import type { ZipParts } from './zip-parts.js';

/**
 * Reads the sheets of an `.xlsx` workbook: texts, numbers as their digits, cached formula values. Styles, formats,
 * merged areas, comments and drawings are not read. Anything that can run, link or inflate beyond bounds is refused.
 *
 * @throws FileRefusal
 */
export async function readXlsxGrid(bytes: Buffer): Promise<GridSheet[]> {
  assertSignature(bytes, 'XLSX');
  const zip = await openZip(bytes);
  const workbook = await readWorkbook(zip);
  const sharedStrings = await readSharedStrings(zip, workbook.sharedStrings);
  const sheets: GridSheet[] = [];
  for (const sheet of workbook.sheets) sheets.push(await readSheet(zip, sheet, sharedStrings));
  return sheets;
}

async function readSharedStrings(zip: ZipParts, part: string | undefined): Promise<string[]> {
  if (part === undefined) return [];
  const listener = new SharedStringsListener();
  await readXml(zip.read(part), part, listener);
  return listener.strings;
}

async function readSheet(zip: ZipParts, sheet: WorkbookSheet, sharedStrings: string[]): Promise<GridSheet> {
  const listener = new SheetListener(sheet.name, sharedStrings);
  await readXml(zip.read(sheet.part), sheet.part, listener);
  return { name: sheet.name, hidden: sheet.hidden, rightToLeft: listener.rightToLeft, rows: listener.rows };
}
