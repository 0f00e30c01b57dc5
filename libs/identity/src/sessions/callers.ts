import { Injectable } from '@nestjs/common';
import { Clock, elapsedMs, HQ_SCOPE, Transactions, type Actor } from '#platform';
import { permissionsOf } from '../permissions/permissions.js';
import type { Membership } from '../users/user.js';
import { UsersRepository } from '../users/users.repository.js';
import { SessionEndedError } from './authentication.errors.js';
import { ScopeDirectory } from './scope-directory.js';
import { SessionsRepository } from './sessions.repository.js';

/** Revocation must be felt within a second, so nothing is remembered longer. */
const FRESH_MS = 900;
const MAX_REMEMBERED = 5_000;
const DAY_LENGTH = 10;

/** A caller without the particulars of a single request. */
export interface KnownCaller {
  actor: Actor;
  locale: string;
  sessionId?: string;
  memberships: readonly Membership[];
  grants: ReadonlyMap<string, readonly string[]>;
  unitsOf: ReadonlyMap<string, readonly string[]>;
}

/** What a signed-in person may do right now: memberships of today, session alive, account open. */
@Injectable()
export class Callers {
  private readonly remembered = new Map<string, { at: number; caller: Promise<KnownCaller> }>();

  constructor(
    private readonly transactions: Transactions,
    private readonly users: UsersRepository,
    private readonly sessions: SessionsRepository,
    private readonly scopes: ScopeDirectory,
    private readonly clock: Clock,
  ) {}

  /** @throws SessionEndedError when the session, the account or every right is gone. */
  bySession(userId: string, sessionId: string): Promise<KnownCaller> {
    const known = this.remembered.get(sessionId);
    if (known && elapsedMs() - known.at < FRESH_MS) return known.caller;
    if (this.remembered.size > MAX_REMEMBERED) this.remembered.clear();
    const caller = this.load(userId, sessionId);
    this.remembered.set(sessionId, { at: elapsedMs(), caller });
    caller.catch(() => this.remembered.delete(sessionId));
    return caller;
  }

  private async load(userId: string, sessionId: string): Promise<KnownCaller> {
    const ctx = await this.scopes.authenticationContext('caller');
    const now = this.clock.instant();
    return this.transactions.read(ctx, async (tx) => {
      const user = await this.users.findById(tx, userId);
      if (!user || user.disabled || !(await this.sessions.isAlive(tx, sessionId, now)))
        throw new SessionEndedError();
      const memberships = await this.users.listMemberships(tx, userId, now.slice(0, DAY_LENGTH));
      const actor: Actor = { kind: 'USER', id: user.id, name: user.name };
      return { actor, locale: user.locale, sessionId, memberships, ...rightsOf(memberships, ctx.scopes) };
    });
  }
}

/** Folds memberships into permission → scopes, and permission → units where a right is narrower. */
export function rightsOf(
  memberships: readonly Membership[],
  everyScope: readonly string[],
): Pick<KnownCaller, 'grants' | 'unitsOf'> {
  const grants = new Map<string, string[]>();
  const units = new Map<string, string[] | null>();
  for (const membership of memberships) {
    const reach = membership.scope === HQ_SCOPE ? everyScope : [membership.scope];
    for (const permission of permissionsOf(membership.role)) {
      grants.set(permission, [...new Set([...(grants.get(permission) ?? []), ...reach])]);
      units.set(permission, mergeUnits(units.get(permission), membership.unit));
    }
  }
  const narrow = [...units].filter((entry): entry is [string, string[]] => entry[1] !== null);
  return { grants, unitsOf: new Map(narrow) };
}

/** One unlimited membership lifts the limit of the others. */
function mergeUnits(known: string[] | null | undefined, unit: string | null): string[] | null {
  if (known === null || unit === null) return null;
  return [...(known ?? []), unit];
}
