import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';

/** Things to which documents are tied directly; what has a lifecycle of its own takes proofs by its steps. */
export const SUBJECT_KINDS = ['instrument', 'instrument-clause', 'engagement'] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/** Whether a thing concerns a partner, as far as the caller may see. */
export type SubjectCheck = (tx: Transaction, partner: string, id: string) => Promise<boolean>;

/** Where libraries above say which of their things may be documented; evidence itself knows none of them. */
@Injectable()
export class EvidenceSubjects {
  private readonly checks = new Map<SubjectKind, SubjectCheck>();

  /** Called from module initialisation, before any request is answered. */
  register(kind: SubjectKind, check: SubjectCheck): void {
    if (this.checks.has(kind)) throw new Error(`Two libraries answer for ${kind}.`);
    this.checks.set(kind, check);
  }

  async exists(kind: SubjectKind, tx: Transaction, partner: string, id: string): Promise<boolean> {
    const check = this.checks.get(kind);
    return check !== undefined && check(tx, partner, id);
  }
}
