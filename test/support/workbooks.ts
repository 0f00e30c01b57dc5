import ExcelJS from 'exceljs';
import type { TestApi } from './app.js';

/** What a person types into the line of one indicator. */
export interface TypedLine {
  figure?: number | string | null;
  kind?: string;
  explanation?: string;
}

export interface Download {
  status: number;
  headers: Headers;
  content: Buffer;
}

/** Fetches a file as a browser does. */
export async function download(api: TestApi, token: string, path: string): Promise<Download> {
  const answer = await fetch(`${api.url}${path}`, { headers: { authorization: `Bearer ${token}` } });
  return { status: answer.status, headers: answer.headers, content: Buffer.from(await answer.arrayBuffer()) };
}

export async function opened(content: Buffer): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(content as unknown as ArrayBuffer);
  return workbook;
}

export async function saved(workbook: ExcelJS.Workbook): Promise<Buffer> {
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** Row of an indicator or unit, by the hidden codes of the first column. */
export function rowOfCode(sheet: ExcelJS.Worksheet, code: string): ExcelJS.Row {
  for (let row = 1; row <= sheet.rowCount; row += 1) {
    if (sheet.getCell(row, 1).value === code) return sheet.getRow(row);
  }
  throw new Error(`the sheet has no line ${code}`);
}

/** Column of a code in the hidden row. */
export function columnOfCode(sheet: ExcelJS.Worksheet, code: string): number {
  for (let row = 1; row <= sheet.rowCount; row += 1) {
    const values = sheet.getRow(row).values as unknown[];
    const column = values.indexOf(code);
    if (column > 0) return column;
  }
  throw new Error(`the sheet has no column ${code}`);
}

/** Fills the workbook of one unit in as a person does, and saves it. */
export async function filledIn(content: Buffer, lines: Record<string, TypedLine>): Promise<Buffer> {
  const workbook = await opened(content);
  const [sheet] = workbook.worksheets;
  for (const [code, { figure, kind, explanation }] of Object.entries(lines)) {
    const row = rowOfCode(sheet, code);
    if (figure !== undefined) row.getCell(columnOfCode(sheet, '#value')).value = figure;
    if (kind !== undefined) row.getCell(columnOfCode(sheet, '#kind')).value = kind;
    if (explanation !== undefined) row.getCell(columnOfCode(sheet, '#explanation')).value = explanation;
  }
  return saved(workbook);
}
