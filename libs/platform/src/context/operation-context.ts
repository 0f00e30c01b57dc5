import type { DeferredCommit } from '../database/deferred-commit.js';

/** Scope code of rows that belong to headquarters and to no partner. */
export const HQ_SCOPE = 'HQ';

export type ActorKind = 'USER' | 'SERVICE_CLIENT' | 'OPERATOR' | 'SCHEDULER' | 'AUTHENTICATION';

export interface Actor {
  kind: ActorKind;
  /** Stable id: a UUID for people and service clients, a name for programs of our own. */
  id: string;
  name: string;
}

/**
 * Who asks, on whose rows, in which language. First parameter of whatever reads or writes scoped
 * data; there is no "system" or missing state, and an empty list of scopes means nothing at all.
 */
export interface OperationContext {
  readonly actor: Actor;
  /** Row scopes (partner codes, `HQ`) that this operation may touch. */
  readonly scopes: readonly string[];
  /** Reporting units inside the scopes, when the right is narrower than the partner; null: all. */
  readonly units: readonly string[] | null;
  /** Every permission of the actor with the scopes where it holds. */
  readonly grants: ReadonlyMap<string, readonly string[]>;
  readonly locale: string;
  readonly requestId: string;
  /** Present when the last write is committed together with the answer of the request. */
  readonly deferred?: DeferredCommit;
}

/** Whether the actor holds a permission for a scope, whatever the current route asked for. */
export function holds(ctx: OperationContext, permission: string, scope: string): boolean {
  return ctx.grants.get(permission)?.includes(scope) ?? false;
}

/** A context of one of our own programs, limited to the scopes that it names. */
export function programContext(
  kind: Exclude<ActorKind, 'USER' | 'SERVICE_CLIENT'>,
  name: string,
  scopes: readonly string[],
  requestId: string,
): OperationContext {
  return { actor: { kind, id: name, name }, scopes, units: null, grants: new Map(), locale: 'en', requestId };
}
