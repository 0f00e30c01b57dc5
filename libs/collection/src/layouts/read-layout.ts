import { readCsvGrid } from './csv-grid.js';
import { readJsonTree } from './json-tree.js';
import type { Layout, LayoutRequest } from './layout.js';
import { readXlsxGrid } from './xlsx-grid.js';

/**
 * Reads a file in this very process. Servers use `parseInChild` instead, so that a file that breaks its reader takes
 * nothing else down.
 *
 * @throws FileRefusal
 */
export async function readLayout(request: LayoutRequest, bytes: Buffer): Promise<Layout> {
  switch (request.format) {
    case 'CSV':
      return { kind: 'GRID', sheets: [readCsvGrid(bytes, request.delimiter)] };
    case 'XLSX':
      return { kind: 'GRID', sheets: await readXlsxGrid(bytes) };
    case 'JSON':
      return { kind: 'TREE', root: readJsonTree(bytes) };
  }
}
