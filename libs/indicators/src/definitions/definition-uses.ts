import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';

/** How many expected reports a form has. An open slot keeps its version; one that is not open yet follows. */
export interface SlotCounts {
  open: number;
  unopened: number;
}

/** Knows who uses definitions; the library above that owns the reports registers one. */
export interface DefinitionUseSource {
  countSlots(tx: Transaction, forms: readonly string[], now: string): Promise<SlotCounts>;
  countFigures(tx: Transaction, indicator: string): Promise<number>;
  /** Lets slots that are not open follow a new version of their form; answers how many did. */
  repin(tx: Transaction, form: string, formVersionId: string, now: string): Promise<number>;
}

/** The way back up: definitions are published below the library whose reports they are about. */
@Injectable()
export class DefinitionUses {
  private source: DefinitionUseSource | undefined;

  /** Called from module initialisation, before any request is taken. */
  register(source: DefinitionUseSource): void {
    if (this.source) throw new Error('Two sources of definition uses.');
    this.source = source;
  }

  async countSlots(tx: Transaction, forms: readonly string[], now: string): Promise<SlotCounts> {
    return this.source ? this.source.countSlots(tx, forms, now) : { open: 0, unopened: 0 };
  }

  async countFigures(tx: Transaction, indicator: string): Promise<number> {
    return this.source ? this.source.countFigures(tx, indicator) : 0;
  }

  async repin(tx: Transaction, form: string, formVersionId: string, now: string): Promise<number> {
    return this.source ? this.source.repin(tx, form, formVersionId, now) : 0;
  }
}
