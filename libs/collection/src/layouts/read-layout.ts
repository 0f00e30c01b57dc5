import type { GridSheet, Layout, LayoutRequest } from './layout.js';

/**
 * Reads a file in this very process. Servers use `parseInChild` instead, so that a file that breaks its reader takes
 * nothing else down. Only the reader of the format is loaded: a process that reads one file would spend more time on
 * loading the others than on the file.
 *
 * @throws FileRefusal
 */
export async function readLayout(request: LayoutRequest, bytes: Buffer): Promise<Layout> {
  switch (request.format) {
    case 'CSV': {
      const { readCsvGrid } = await import('./csv-grid.js');
      return { kind: 'GRID', sheets: [readCsvGrid(bytes, request.delimiter)] };
    }
    case 'XLSX': {
      const { readXlsxGrid } = await import('./xlsx-grid.js');
      return { kind: 'GRID', sheets: narrowed(await readXlsxGrid(bytes), request.onlySheet) };
    }
    case 'JSON': {
      const { readJsonTree } = await import('./json-tree.js');
      return { kind: 'TREE', root: readJsonTree(bytes) };
    }
  }
}

function narrowed(sheets: GridSheet[], name: string | undefined): GridSheet[] {
  return name === undefined
    ? sheets
    : sheets.map((sheet) => (sheet.name === name ? sheet : { ...sheet, rows: [] }));
}
