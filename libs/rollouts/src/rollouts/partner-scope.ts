import { HQ_SCOPE, NotFoundError, type Transaction } from '#platform';

/** Headquarters rolls nothing out to itself. @throws NotFoundError also for a partner out of scope. */
export function refuseNoPartner(tx: Transaction, partner: string): void {
  if (partner === HQ_SCOPE || !tx.scopes.includes(partner)) throw new NotFoundError('partner');
}
