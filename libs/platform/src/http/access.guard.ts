import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { OperationContext } from '../context/operation-context.js';
import { ForbiddenError } from '../errors/business-error.js';
import {
  AUTHENTICATOR,
  PERMISSION,
  PUBLIC_ROUTE,
  type AuthenticatedCaller,
  type Authenticator,
  type RequestWithContext,
} from './access.js';

/**
 * Closes every route by default. The caller's scopes are narrowed to those where the caller holds
 * the route's permission, so that a role in one country never lends its reach to another.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Inject(AUTHENTICATOR) private readonly authenticator: Authenticator,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC_ROUTE, targets)) return true;
    const permission = this.reflector.getAllAndOverride<string>(PERMISSION, targets);
    const request = context.switchToHttp().getRequest<RequestWithContext>();
    const caller = await this.authenticator.authenticate(request);
    if (!permission) throw new ForbiddenError('This route declares no permission.');
    request.operation = this.narrow(caller, permission);
    return true;
  }

  /** @throws ForbiddenError when the caller holds the permission nowhere. */
  protected narrow(caller: AuthenticatedCaller, permission: string): OperationContext {
    const scopes = caller.grants.get(permission);
    if (!scopes) throw new ForbiddenError();
    return { ...caller, scopes, units: caller.unitsOf?.get(permission) ?? null };
  }
}
