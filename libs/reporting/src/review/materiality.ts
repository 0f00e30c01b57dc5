import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { Slot } from '../slots/slot.js';
import type { Cell, Submission } from '../submissions/submission.js';

/** Says whether accepting a revision would change official figures by more than a reviewer may decide alone. */
export interface MaterialityJudge {
  isMaterial(
    tx: Transaction,
    slot: Slot,
    submission: Submission,
    cells: ReadonlyMap<string, Cell>,
  ): Promise<boolean>;
}

/** The way back up: thresholds belong to corrections, which stand above the review. Without a judge nothing is material. */
@Injectable()
export class Materiality {
  private judge: MaterialityJudge | undefined;

  /** Called from module initialisation, before any request is taken. */
  register(judge: MaterialityJudge): void {
    if (this.judge) throw new Error('Two judges of materiality.');
    this.judge = judge;
  }

  async of(...question: Parameters<MaterialityJudge['isMaterial']>): Promise<boolean> {
    return this.judge ? this.judge.isMaterial(...question) : false;
  }
}
