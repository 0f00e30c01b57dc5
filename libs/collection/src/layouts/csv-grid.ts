import { CsvError, parse } from 'csv-parse/sync';
import { columnLetter } from './column-letter.js';
import { FileRefusal } from './file-refusal.js';
import { assertSignature } from './file-signature.js';
import type { GridRow, GridSheet } from './layout.js';
import { decodeText } from './text-decoding.js';

export const MAX_ROWS = 100_000;
export const MAX_COLUMNS = 200;
export const MAX_RECORD_CHARACTERS = 64 * 1024;
export const MAX_FIELD_CHARACTERS = 32_767;

/**
 * Reads a CSV file into one sheet of text cells, strictly by RFC 4180 with the given delimiter.
 *
 * Rows keep their number in the file. Blank lines are skipped, every other row must have as many fields as the first:
 * a ragged row means that a value may stand under the wrong heading.
 *
 * @throws FileRefusal with the row where the file stops making sense.
 */
export function readCsvGrid(bytes: Buffer, delimiter = ','): GridSheet {
  assertSignature(bytes, 'CSV');
  const text = decodeText(bytes);
  if (text.trim() === '') throw new FileRefusal('empty-file', 'The file holds no text.');
  const records = parseRecords(text, delimiter);
  const width = records[0]?.length ?? 0;
  const rows: GridRow[] = [];
  records.forEach((fields, index) => {
    if (isBlank(fields)) return;
    assertWidth(fields, width, index + 1);
    rows.push(rowOf(fields, index + 1));
  });
  return { name: '', hidden: false, rightToLeft: false, rows };
}

function parseRecords(text: string, delimiter: string): string[][] {
  try {
    const records = parse(text, {
      delimiter,
      // Widths are checked afterwards, where the row number of the file is known.
      relax_column_count: true,
      max_record_size: MAX_RECORD_CHARACTERS,
      record_delimiter: ['\r\n', '\n', '\r'],
      to: MAX_ROWS + 1,
    });
    if (records.length > MAX_ROWS) throw new FileRefusal('too-many-rows', `More than ${MAX_ROWS} rows.`);
    return records;
  } catch (error) {
    throw error instanceof CsvError ? refusalOf(error) : error;
  }
}

function refusalOf(error: CsvError): FileRefusal {
  const row = typeof error['records'] === 'number' ? error['records'] + 1 : undefined;
  const at = row === undefined ? {} : { row };
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    return new FileRefusal(
      'record-too-long',
      `A row is longer than ${MAX_RECORD_CHARACTERS} characters.`,
      at,
    );
  }
  const reason =
    error.code === 'CSV_QUOTE_NOT_CLOSED'
      ? 'A quotation mark is never closed'
      : 'A quotation mark is misplaced';
  return new FileRefusal('malformed-csv', `${reason}${row === undefined ? '' : ` in row ${row}`}.`, at);
}

function isBlank(fields: string[]): boolean {
  return fields.length === 1 && fields[0]?.trim() === '';
}

function assertWidth(fields: string[], width: number, row: number): void {
  if (fields.length > MAX_COLUMNS) {
    throw new FileRefusal(
      'too-many-columns',
      `Row ${row} has ${fields.length} columns; at most ${MAX_COLUMNS}.`,
      { row },
    );
  }
  if (fields.length === width) return;
  const message = `Row ${row} has ${fields.length} fields where the first row has ${width}.`;
  throw new FileRefusal('malformed-csv', message, { row });
}

function rowOf(fields: string[], row: number): GridRow {
  const cells = fields.map((text, index) => {
    if (text.length > MAX_FIELD_CHARACTERS) {
      const at = { row, column: columnLetter(index) };
      throw new FileRefusal(
        'field-too-long',
        `A field is longer than ${MAX_FIELD_CHARACTERS} characters.`,
        at,
      );
    }
    return text.trim() === '' ? null : { text };
  });
  return { row, cells };
}
