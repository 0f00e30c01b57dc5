import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { ScanState } from '../documents/document.js';

/** A version as the scanner needs it; the scanner is a program of ours and reads every class. */
export interface ScannedVersion {
  id: string;
  partner: string;
  sha256: string;
}

@Injectable()
export class ScansRepository {
  /** Null when it is unknown, was removed, or has its verdict. */
  async findPending(tx: Transaction, id: string): Promise<ScannedVersion | null> {
    const rows = (await tx.manager.query(
      `select id, partner, sha256 from app.document_version
        where id = $2 and scan = 'PENDING' and removed_at is null and partner = any ($1)`,
      [tx.scopes, id],
    )) as ScannedVersion[];
    return rows[0] ?? null;
  }

  /** False when a verdict stands already. */
  async record(
    tx: Transaction,
    id: string,
    { scan, threat, at }: { scan: ScanState; threat: string | null; at: string },
  ): Promise<boolean> {
    const [, count] = (await tx.manager.query(
      `update app.document_version set scan = $3, threat = $4, scanned_at = $5
        where id = $2 and scan = 'PENDING' and partner = any ($1)`,
      [tx.scopes, id, scan, threat, at],
    )) as [unknown[], number];
    return count === 1;
  }

  /** Has versions wait for the scanner that nobody looked at, or that it could not look at before the given instant. */
  async askAgain(tx: Transaction, failedBefore: string, limit: number): Promise<ScannedVersion[]> {
    const [rows] = (await tx.manager.query(
      `update app.document_version set scan = 'PENDING' where partner = any ($1) and id in (
         select id from app.document_version
          where partner = any ($1) and removed_at is null
            and (scan = 'NOT_SCANNED' or (scan = 'FAILED' and scanned_at < $2))
          order by id limit $3) returning id, partner, sha256`,
      [tx.scopes, failedBefore, limit],
    )) as [ScannedVersion[], number];
    return rows;
  }
}
