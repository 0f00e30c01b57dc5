import { Injectable } from '@nestjs/common';
import { Clock, type OperationContext } from '#platform';
import { PacksService } from '#reporting';
import { writeInChild } from '../sheets/write-in-child.js';
import { slotWorkbook } from './slot-workbook.js';
import { WorkbookLanguages } from './workbook-languages.js';
import type { WorkbookMarker } from './workbook-marker.js';
import { WorkbookSeal } from './workbook-seal.js';

/** A workbook ready to be sent. */
export interface WorkbookFile {
  /** ASCII only, so that every mail program and browser keeps it. */
  name: string;
  content: Buffer;
}

/** Workbooks of one unit and month: made when they are asked for, never stored. */
@Injectable()
export class SlotWorkbooks {
  constructor(
    private readonly packs: PacksService,
    private readonly languages: WorkbookLanguages,
    private readonly seal: WorkbookSeal,
    private readonly clock: Clock,
  ) {}

  /**
   * The pre-filled workbook of a slot.
   *
   * @param locale a language tag; English where there is no workbook in that language.
   * @throws NotFoundError for an unknown slot and for one of another scope.
   */
  async forSlot(ctx: OperationContext, slotId: string, locale: string): Promise<WorkbookFile> {
    const pack = await this.packs.forSlot(ctx, slotId);
    const words = this.languages.of(locale);
    const { slot, form } = pack;
    const marker: WorkbookMarker = {
      kind: 'SLOT',
      partner: slot.partner,
      slot: slot.id,
      period: slot.period.id,
      formVersion: form.id,
      language: words.language,
      createdAt: this.clock.instant(),
    };
    const content = await writeInChild(slotWorkbook(pack, words, marker, this.seal.of(marker)));
    return { name: fileNameOf([slot.unit, slot.period.id, words.language]), content };
  }
}

/** `CTR-PK-ISB_GREGORIAN_MONTH-2026-10_en.xlsx` */
export function fileNameOf(parts: readonly string[]): string {
  return `${parts.map((part) => part.replaceAll(/[^A-Za-z0-9_-]+/g, '-')).join('_')}.xlsx`;
}
