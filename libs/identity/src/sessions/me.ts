import { ForbiddenError, type OperationContext } from '#platform';
import type { KnownCaller } from './callers.js';
import type { MeResponse } from './session.dto.js';

type CallerContext = OperationContext & Partial<Pick<KnownCaller, 'memberships' | 'sessionId'>>;

/** What a caller may know about itself. */
export function meResponse(ctx: CallerContext): MeResponse {
  const { actor, locale, memberships = [], grants } = ctx;
  return {
    id: actor.id,
    name: actor.name,
    kind: actor.kind,
    locale,
    memberships: memberships.map(({ scope, role, unit }) => ({ scope, role, unit })),
    permissions: Object.fromEntries(grants),
  };
}

/** @throws ForbiddenError for a service client: a key is never a session. */
export function sessionIdOf(ctx: CallerContext): string {
  if (!ctx.sessionId) throw new ForbiddenError('Service clients have no session to end.');
  return ctx.sessionId;
}
