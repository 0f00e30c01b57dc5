import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { RequestKind, RequestState, SlotRequest } from './slot-request.js';
import {
  REQUEST_COLUMNS,
  requestFromRow,
  REQUESTS_WITHIN,
  type RequestRow,
} from './slot-requests.repository.js';

export interface RequestsQuestion {
  partner: string | null;
  slot: string | null;
  kind: RequestKind | null;
  state: RequestState | null;
  limit: number;
  /** Id after which the page begins. */
  after: string | null;
}

@Injectable()
export class SlotRequestsReadModel {
  /** A page of requests, newest first: ids grow with time. */
  async list(tx: Transaction, question: RequestsQuestion): Promise<SlotRequest[]> {
    const { partner, slot, kind, state, after, limit } = question;
    const rows = (await tx.manager.query(
      `select ${REQUEST_COLUMNS} from ${REQUESTS_WITHIN}
          and ($3::text is null or r.partner = $3) and ($4::uuid is null or r.slot_id = $4)
          and ($5::text is null or r.kind = $5) and ($6::text is null or r.state = $6) and ($7::uuid is null or r.id < $7)
        order by r.id desc limit $8`,
      [tx.scopes, tx.units, partner, slot, kind, state, after, limit],
    )) as RequestRow[];
    return rows.map(requestFromRow);
  }
}
