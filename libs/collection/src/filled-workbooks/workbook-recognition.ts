import { Injectable } from '@nestjs/common';
import { NotFoundError, Transactions, type OperationContext, type Transaction } from '#platform';
import type { RefusalCode } from '../layouts/file-refusal.js';
import { parseInChild } from '../layouts/parse-in-child.js';
import {
  MARKER_SHEET,
  findMarker,
  type FoundMarker,
  type WorkbookMarker,
} from '../workbooks/workbook-marker.js';
import { WorkbookSeal } from '../workbooks/workbook-seal.js';
import { WorkbookSources } from './workbook-sources.js';
import {
  TemplateNotRecognisedError,
  TemplateOutdatedError,
  WorkbookOfAnotherPartnerError,
  WorkbookOfAnotherPeriodError,
  WorkbookRefusedError,
} from './workbooks.errors.js';

const ZIP = Buffer.from([0x50, 0x4b]);
const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
/** The longest that a person waits for being told that the file is a wrong one; the job has longer. */
const RECOGNITION_LIMITS = { timeoutMs: 10_000, outputBytes: 1024 * 1024 };
/** What is said at once; other faults of a file have a place in it and are for the import to list. */
const AT_ONCE: ReadonlySet<RefusalCode> = new Set<RefusalCode>([
  'archive-bomb',
  'malformed-archive',
  'forbidden-xml',
  'forbidden-content',
  'unsupported-media-type',
  'type-mismatch',
]);

/** What an upload is asked about. */
export interface UploadedFile {
  content: Buffer;
  partner: string;
  /** Id of the period that the sender named, if any. */
  expectedPeriod: string | null;
  /** The layout that applies otherwise reads workbooks too. */
  isWorkbookExpected: boolean;
}

/** Tells while the sender still waits whether a file is a workbook of ours, and whether it is the right one. */
@Injectable()
export class WorkbookRecognition {
  constructor(
    private readonly transactions: Transactions,
    private readonly sources: WorkbookSources,
    private readonly seal: WorkbookSeal,
  ) {}

  /**
   * The marker of a workbook of ours, or null for a file in a partner's own layout.
   *
   * @throws TemplateNotRecognisedError, TemplateOutdatedError, WorkbookOfAnotherPartnerError,
   *   WorkbookOfAnotherPeriodError, WorkbookRefusedError; NotFoundError for a report out of scope.
   */
  async recognise(ctx: OperationContext, file: UploadedFile): Promise<WorkbookMarker | null> {
    if (!file.isWorkbookExpected && !startsWith(file.content, ZIP) && !startsWith(file.content, OLE))
      return null;
    const outcome = await parseInChild(
      { format: 'XLSX', onlySheet: MARKER_SHEET },
      file.content,
      RECOGNITION_LIMITS,
    );
    if ('refusal' in outcome) return leftToTheImport(file, outcome.refusal);
    const found = outcome.layout.kind === 'GRID' ? findMarker(outcome.layout.sheets) : null;
    if (found) return this.verified(ctx, file, found);
    if (file.isWorkbookExpected) return null;
    throw new TemplateNotRecognisedError();
  }

  private async verified(
    ctx: OperationContext,
    file: UploadedFile,
    found: FoundMarker,
  ): Promise<WorkbookMarker> {
    const { marker, seal, slot } = found;
    if (!marker) throw new TemplateOutdatedError(slot);
    if (!this.seal.fits(marker, seal))
      throw new TemplateNotRecognisedError(
        'The hidden sheet of this workbook was changed. Download a new one.',
      );
    if (marker.partner !== file.partner) throw new WorkbookOfAnotherPartnerError();
    if (file.expectedPeriod !== null && file.expectedPeriod !== marker.period)
      throw new WorkbookOfAnotherPeriodError(marker.period);
    await this.transactions.read(ctx, (tx) => this.assertCurrent(tx, marker));
    return marker;
  }

  private async assertCurrent(tx: Transaction, marker: WorkbookMarker): Promise<void> {
    if (marker.slot === null) {
      const versions = await this.sources.formVersions(tx, marker.partner, marker.period);
      if (!versions.has(marker.formVersion)) throw new TemplateOutdatedError(null);
      return;
    }
    const slot = await this.sources.slot(tx, marker.slot);
    if (!slot) throw new NotFoundError('report slot');
    if (slot.formVersionId !== marker.formVersion) throw new TemplateOutdatedError(marker.slot);
  }
}

function leftToTheImport(
  { isWorkbookExpected, content }: UploadedFile,
  { code, message }: { code: RefusalCode; message: string },
): null {
  const isWorkbook = isWorkbookExpected || startsWith(content, OLE);
  if (isWorkbook && AT_ONCE.has(code)) throw new WorkbookRefusedError(code, message);
  return null;
}

function startsWith(content: Buffer, bytes: Buffer): boolean {
  return content.subarray(0, bytes.length).equals(bytes);
}
