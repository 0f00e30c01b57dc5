import { Injectable, type OnModuleInit } from '@nestjs/common';
import { indicatorOfCell } from '#indicators';
import type { Transaction } from '#platform';
import { isMaterial, type FigureState } from '../materiality/material-change.js';
import { MaterialityThresholds } from '../materiality/materiality-thresholds.js';
import { OfficialFiguresReadModel } from '../materiality/official-figures.read-model.js';
import { covers } from '../releases/release-scope.js';
import { ReleasesRepository } from '../releases/releases.repository.js';
import { Materiality, type MaterialityJudge } from '../review/materiality.js';
import type { Slot } from '../slots/slot.js';
import type { Cell, Submission } from '../submissions/submission.js';

/** Kinds of cells that the ledger knows nothing of. */
const NO_FIGURE: readonly string[] = ['MISSING', 'INVALID'];

/** Judges corrections by what they would make of official figures; a first report has none to change. */
@Injectable()
export class CorrectionMateriality implements MaterialityJudge, OnModuleInit {
  constructor(
    private readonly materiality: Materiality,
    private readonly thresholds: MaterialityThresholds,
    private readonly official: OfficialFiguresReadModel,
    private readonly releases: ReleasesRepository,
  ) {}

  onModuleInit(): void {
    this.materiality.register(this);
  }

  async isMaterial(
    tx: Transaction,
    slot: Slot,
    { correctionOf }: Submission,
    cells: ReadonlyMap<string, Cell>,
  ): Promise<boolean> {
    if (correctionOf === null) return false;
    const official = await this.official.ofSlot(tx, slot.id);
    const releases = await this.releases.listCovering(tx, slot.partner, slot.period.alignedTo);
    return [...new Set([...official.keys(), ...cells.keys()])].some((cell) => {
      const indicator = indicatorOfCell(cell);
      return isMaterial({
        indicator,
        old: official.get(cell) ?? null,
        new: figureOf(cells.get(cell)),
        threshold: this.thresholds.of(indicator),
        isReleased: releases.some((release) => covers(release, indicator)),
      });
    });
  }
}

function figureOf(cell: Cell | undefined): FigureState | null {
  return !cell || NO_FIGURE.includes(cell.kind) ? null : { kind: cell.kind, value: cell.value };
}
