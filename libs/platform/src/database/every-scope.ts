import {
  HQ_SCOPE,
  programContext,
  type ActorKind,
  type OperationContext,
} from '../context/operation-context.js';
import type { Transaction, Transactions } from './transactions.js';

type Program = Exclude<ActorKind, 'USER' | 'SERVICE_CLIENT'>;

/** Every scope that exists: our own programs name their reach row by row, there is no wildcard. */
export async function allScopes(tx: Transaction): Promise<string[]> {
  const rows = (await tx.manager.query('select code from app.scope_code order by code')) as Array<{
    code: string;
  }>;
  return rows.map((row) => row.code);
}

/** The context of one of our own programs whose work is about every partner. */
export async function everyScopeContext(
  transactions: Transactions,
  kind: Program,
  name: string,
  requestId: string = name,
): Promise<OperationContext> {
  const hq = programContext(kind, name, [HQ_SCOPE], requestId);
  return { ...hq, scopes: await transactions.read(hq, allScopes) };
}
