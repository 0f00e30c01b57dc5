import { Injectable } from '@nestjs/common';
import { NotFoundError, Transactions, type OperationContext } from '#platform';
import type { GridSheet } from '../layouts/layout.js';
import { parseInChild } from '../layouts/parse-in-child.js';
import type { WorkbookPlan } from '../sheets/workbook-plan.js';
import { writeInChild } from '../sheets/write-in-child.js';
import { annotatedCopy, MAX_COPIED_CELLS } from './annotated-copy.js';
import { AnnotatedReadModel, type AnnotatedImport } from './annotated.read-model.js';
import { problemTable } from './problem-table.js';
import { fileNameOf, type WorkbookFile } from '../workbooks/slot-workbooks.service.js';
import { WorkbookLanguages } from '../workbooks/workbook-languages.js';

const ZIP = Buffer.from([0x50, 0x4b]);

/** Gives a file back to its sender with every problem marked. */
@Injectable()
export class AnnotatedImports {
  constructor(
    private readonly transactions: Transactions,
    private readonly readModel: AnnotatedReadModel,
    private readonly languages: WorkbookLanguages,
  ) {}

  /**
   * A workbook comes back as itself with marked cells; a CSV or JSON file as a table of the values with problems.
   *
   * @param locale a language tag; English where there is no workbook in that language.
   * @throws NotFoundError
   */
  async of(ctx: OperationContext, importId: string, locale: string): Promise<WorkbookFile> {
    const found = await this.transactions.read(ctx, (tx) => this.readModel.find(tx, importId));
    if (!found) throw new NotFoundError('import');
    const content = await writeInChild(await this.plan(found, locale));
    return { name: fileNameOf(['annotated', importId]), content };
  }

  private async plan(found: AnnotatedImport, locale: string): Promise<WorkbookPlan> {
    const words = this.languages.of(locale);
    const createdAt = found.createdAt.toISOString();
    const sheets = await sheetsOf(found.content);
    return sheets ? annotatedCopy(sheets, found, words, createdAt) : problemTable(found, words, createdAt);
  }
}

/** The sheets of a workbook that is worth copying. */
async function sheetsOf(content: Buffer): Promise<GridSheet[] | null> {
  if (!content.subarray(0, ZIP.length).equals(ZIP)) return null;
  const outcome = await parseInChild({ format: 'XLSX' }, content);
  if (!('layout' in outcome) || outcome.layout.kind !== 'GRID') return null;
  const { sheets } = outcome.layout;
  const cells = sheets.reduce((sum, { rows }) => sum + rows.reduce((n, row) => n + row.cells.length, 0), 0);
  return sheets.some(({ rows }) => rows.length > 0) && cells <= MAX_COPIED_CELLS ? sheets : null;
}
