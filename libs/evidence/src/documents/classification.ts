import { holds, type OperationContext } from '#platform';
import type { Classification, NewDocument } from './document.js';

/** In which scopes the caller reads what not everybody of the scope does. */
export interface Clearance {
  reader: string;
  internal: readonly string[];
  restricted: readonly string[];
}

/** The clearance of a caller; whoever filed a document reads it, whatever its class is. */
export function clearanceOf(ctx: OperationContext): Clearance {
  return {
    reader: ctx.actor.id,
    internal: ctx.grants.get('documents:read-internal') ?? [],
    restricted: ctx.grants.get('documents:read-restricted') ?? [],
  };
}

/**
 * The class of a document whose author names none: originals of instruments are restricted, headquarters' papers stay
 * inside, and what a partner files is shared with this partner.
 */
export function defaultClassification(ctx: OperationContext, { kind, partner }: NewDocument): Classification {
  if (kind === 'INSTRUMENT') return 'RESTRICTED';
  return holds(ctx, 'documents:read-internal', partner) ? 'INTERNAL' : 'PARTNER_SHARED';
}
