import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { EvidenceKind } from './evidence-link.js';

/** Whether a partner has the thing that a proof refers to. */
export type TargetCheck = (tx: Transaction, partner: string, reference: string) => Promise<boolean>;

/** Where libraries above say which of their things may prove something; evidence itself knows none of them. */
@Injectable()
export class EvidenceTargets {
  private readonly checks = new Map<EvidenceKind, TargetCheck>();

  /** Called from module initialisation, before any request is answered. */
  register(kind: EvidenceKind, check: TargetCheck): void {
    if (this.checks.has(kind)) throw new Error(`Two libraries answer for proofs of kind ${kind}.`);
    this.checks.set(kind, check);
  }

  /** A kind for which nobody answers has no things. */
  async exists(kind: EvidenceKind, tx: Transaction, partner: string, reference: string): Promise<boolean> {
    const check = this.checks.get(kind);
    return check !== undefined && check(tx, partner, reference);
  }
}
