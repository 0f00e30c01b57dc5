import { Injectable } from '@nestjs/common';
import { HQ_SCOPE, type Transaction } from '#platform';
import type { Role } from '../permissions/permissions.js';

/** A person in a role, as somebody who can be told things. */
export interface Recipient {
  id: string;
  /** Home scope of the account. */
  scope: string;
  role: Role;
  /** The one reporting unit that the role is about; null: all of the partner's. */
  unit: string | null;
}

/** Who looks after a partner's reports. */
@Injectable()
export class RecipientsReadModel {
  /** People with one of the roles for a partner on a day, those of headquarters included, without closed accounts. */
  async listOfPartner(
    tx: Transaction,
    partner: string,
    roles: readonly Role[],
    date: string,
  ): Promise<Recipient[]> {
    return (await tx.manager.query(
      `select u.id, u.scope, m.role, m.unit
         from app.membership m join app.user_account u on u.id = m.user_id and u.scope = any ($5)
        where m.scope in ($1, $2) and m.scope = any ($5) and m.role = any ($3) and u.disabled_at is null
          and m.valid_from <= $4 and (m.valid_until is null or m.valid_until > $4)
        order by u.id`,
      [partner, HQ_SCOPE, roles, date, tx.scopes],
    )) as Recipient[];
  }
}
