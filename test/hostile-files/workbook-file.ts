import { zipFile } from './zip-file.js';
import type { ZipEntry } from './zip-file.js';

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** What a test says about a workbook; everything else is the smallest valid file. */
export interface WorkbookParts {
  /** The raw XML inside `<sheetData>`. */
  rows?: string;
  /** The whole sheet part, instead of `rows`. */
  sheet?: string;
  /** The raw XML of each `<si>`. */
  sharedStrings?: string[];
  extraEntries?: ZipEntry[];
  /** Extra `<Relationship>` elements of the workbook. */
  relations?: string;
  /** Extra elements of `[Content_Types].xml`. */
  contentTypes?: string;
  /** Extra `<sheet>` elements of the workbook. */
  sheets?: string;
  /** Names of parts to leave out. */
  without?: string[];
}

/** The entries of a minimal workbook with one sheet called `Report`. */
export function workbookEntries(parts: WorkbookParts = {}): ZipEntry[] {
  const sheet =
    parts.sheet ?? `<worksheet xmlns="${MAIN}"><sheetData>${parts.rows ?? ''}</sheetData></worksheet>`;
  const strings = (parts.sharedStrings ?? []).map((text) => `<si>${text}</si>`).join('');
  const entries: ZipEntry[] = [
    {
      name: '[Content_Types].xml',
      content: `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${parts.contentTypes ?? ''}</Types>`,
    },
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Report" sheetId="1" r:id="rId1"/>${parts.sheets ?? ''}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/>${parts.relations ?? ''}</Relationships>`,
    },
    { name: 'xl/worksheets/sheet1.xml', content: sheet },
    { name: 'xl/sharedStrings.xml', content: `<sst xmlns="${MAIN}">${strings}</sst>` },
    ...(parts.extraEntries ?? []),
  ];
  return entries.filter(({ name }) => !parts.without?.includes(name));
}

/** A minimal workbook, harmless or hostile as its parts say. */
export function workbookFile(parts: WorkbookParts = {}): Buffer {
  return zipFile(workbookEntries(parts));
}

/** A sheet part that begins with a DOCTYPE and its entities. */
export function sheetWithDoctype(): string {
  return `<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet xmlns="${MAIN}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>`;
}

/** About 200 KB that inflate to `megabytes`; honest about its size unless told to lie. */
export function archiveBomb(megabytes: number, claimedSize?: number): Buffer {
  const content = Buffer.alloc(megabytes * 1024 * 1024, ' ');
  const bomb = {
    name: 'xl/worksheets/sheet1.xml',
    content,
    ...(claimedSize === undefined ? {} : { claimedSize }),
  };
  return zipFile([...workbookEntries({ without: [bomb.name] }), bomb]);
}

/** A sound workbook of many different numbers, which takes far more memory to hold than to send. */
export function heavyWorkbook(rows: number, columns: number): Buffer {
  const row = (index: number): string => {
    const cell = (_cell: unknown, column: number): string =>
      `<c><v>${((index + 1) * (column + 7) * 7_919) % 999_983}</v></c>`;
    return `<row r="${index + 1}">${Array.from({ length: columns }, cell).join('')}</row>`;
  };
  return workbookFile({ rows: Array.from({ length: rows }, (_row, index) => row(index)).join('') });
}
