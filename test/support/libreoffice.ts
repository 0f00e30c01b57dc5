import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PROGRAM = 'soffice';
const PATIENCE_MS = 120_000;

/** Whether LibreOffice is installed here. */
export function hasLibreOffice(): boolean {
  return spawnSync(PROGRAM, ['--version'], { stdio: 'ignore' }).status === 0;
}

/** Lets LibreOffice open a file and save it in another format, with a profile that nobody else uses. */
export async function convertedByLibreOffice(content: Buffer, from: string, to: string): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'asan-office-'));
  try {
    writeFileSync(join(folder, `file.${from}`), content);
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    await run([
      profile,
      '--headless',
      '--convert-to',
      to,
      '--outdir',
      join(folder, 'out'),
      join(folder, `file.${from}`),
    ]);
    return readFileSync(join(folder, 'out', `file.${to}`));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(programArguments: string[]): Promise<void> {
  const child = spawn(PROGRAM, programArguments, { stdio: 'ignore', timeout: PATIENCE_MS });
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => (code === 0 ? done() : fail(new Error(`LibreOffice ended with ${code}`))));
  });
}

const ROW = /<table:table-row\b[^>]*>.*?<\/table:table-row>/gs;
const CELL = /<table:(?:covered-)?table-cell\b[^>]*?(?:\/>|>.*?<\/table:(?:covered-)?table-cell>)/gs;

/**
 * Types a text into a cell of a flat OpenDocument sheet, as somebody does whose keyboard has other digits: the row is
 * found by the text of its first cell, the cell by its 0-based column.
 */
export function typedInto(sheet: string, code: string, column: number, text: string): string {
  const row = (sheet.match(ROW) ?? []).find((found) =>
    expanded(found)[0]?.includes(`<text:p>${code}</text:p>`),
  );
  if (!row) throw new Error(`the sheet has no line ${code}`);
  const cells = expanded(row);
  const style = /table:style-name="[^"]*"/.exec(cells[column] ?? '')?.[0] ?? '';
  cells[column] =
    `<table:table-cell ${style} office:value-type="string" calcext:value-type="string"><text:p>${text}</text:p></table:table-cell>`;
  const head = /^<table:table-row\b[^>]*>/.exec(row)?.[0] ?? '';
  return sheet.replace(row, () => `${head}${cells.join('')}</table:table-row>`);
}

/** The cells of a row, one each also where the file says that one is repeated. */
function expanded(row: string): string[] {
  return (row.match(CELL) ?? []).flatMap((cell) => {
    const repeated = /table:number-columns-repeated="(\d+)"/.exec(cell);
    const single = cell.replace(/ table:number-columns-repeated="\d+"/, '');
    return Array.from({ length: Math.min(Number(repeated?.[1] ?? 1), 64) }, () => single);
  });
}
