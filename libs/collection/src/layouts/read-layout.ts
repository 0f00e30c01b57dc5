import type { FileFormat, GridSheet, Layout, LayoutRequest } from './layout.js';

/**
 * Reads a file in this very process. Servers use `parseInChild` instead, so that a file that breaks its reader takes
 * nothing else down. Only the reader of the format is loaded: a process that reads one file would spend more time on
 * loading the others than on the file.
 *
 * @throws FileRefusal
 */
export async function readLayout(request: LayoutRequest, bytes: Buffer): Promise<Layout> {
  const read = await readerOf(request.format);
  return read(request, bytes);
}

/** Loads the reader of a format. */
export async function readerOf(
  format: FileFormat,
): Promise<(request: LayoutRequest, bytes: Buffer) => Layout | Promise<Layout>> {
  switch (format) {
    case 'CSV': {
      const { readCsvGrid } = await import('./csv-grid.js');
      return ({ delimiter }, bytes) => ({ kind: 'GRID', sheets: [readCsvGrid(bytes, delimiter)] });
    }
    case 'XLSX': {
      const { readXlsxGrid } = await import('./xlsx-grid.js');
      return async ({ onlySheet }, bytes) => ({
        kind: 'GRID',
        sheets: narrowed(await readXlsxGrid(bytes), onlySheet),
      });
    }
    case 'JSON': {
      const { readJsonTree } = await import('./json-tree.js');
      return (_request, bytes) => ({ kind: 'TREE', root: readJsonTree(bytes) });
    }
  }
}

function narrowed(sheets: GridSheet[], name: string | undefined): GridSheet[] {
  return name === undefined
    ? sheets
    : sheets.map((sheet) => (sheet.name === name ? sheet : { ...sheet, rows: [] }));
}
