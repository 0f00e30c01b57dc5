import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { OperationContext } from '../context/operation-context.js';

export const PERMISSION = 'asan:permission';
export const PUBLIC_ROUTE = 'asan:public';

/** The permission without which a route is closed; its scopes become the scopes of the request. */
export const Permit = (permission: string) => SetMetadata(PERMISSION, permission);

/** Opens a route to everybody; every such route stands in the list that a test compares. */
export const Public = () => SetMetadata(PUBLIC_ROUTE, true);

/** A permission that every signed-in caller has, for routes about oneself. */
export const OWN_ACCOUNT = 'account:own';

/** Who calls, as found by the credentials, before any route was asked for. */
export type AuthenticatedCaller = Omit<OperationContext, 'scopes' | 'units'> & {
  /** Reporting units to which a permission is limited inside a scope; absent: all of them. */
  readonly unitsOf?: ReadonlyMap<string, readonly string[]>;
};

/** Finds the caller of a request; implemented where identities live. */
export interface Authenticator {
  /** @throws UnauthenticatedError when credentials are absent, wrong, expired or revoked. */
  authenticate(request: FastifyRequest): Promise<AuthenticatedCaller>;
}

export const AUTHENTICATOR = Symbol('authenticator');

/** A request after the guard: the caller, narrowed to the route's permission. */
export interface RequestWithContext extends FastifyRequest {
  operation?: OperationContext;
}

/** Injects the operation context that the guard made. */
export const Ctx = createParamDecorator((_data: unknown, context: ExecutionContext): OperationContext => {
  const request = context.switchToHttp().getRequest<RequestWithContext>();
  if (!request.operation) throw new Error('A handler asked for a context on a route without caller.');
  return request.operation;
});
