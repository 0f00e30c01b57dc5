import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { PERMISSION, PUBLIC_ROUTE } from './access.js';

const ROUTE_PATH = 'path';
const ROUTE_METHOD = 'method';

export interface RouteAccess {
  handler: string;
  /** Below the prefix of the API, without a leading slash. */
  path: string;
  permission: string | null;
  isPublic: boolean;
}

/** Walks every route at start and refuses to serve when one of them declares no permission. */
@Injectable()
export class RouteWalk implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onApplicationBootstrap(): void {
    const open = this.routes().filter((route) => !route.isPublic && route.permission === null);
    if (open.length > 0)
      throw new Error(`Routes without a permission: ${open.map((route) => route.handler).join(', ')}`);
  }

  /** Every handler with its declared access. */
  routes(): RouteAccess[] {
    return this.discovery.getControllers().flatMap((wrapper) => {
      const controller = wrapper.metatype as (new () => object) | null;
      if (!controller) return [];
      const prototype = controller.prototype as object;
      return this.scanner
        .getAllMethodNames(prototype)
        .flatMap((name) => this.access(controller, prototype, name));
    });
  }

  private access(controller: new () => object, prototype: object, name: string): RouteAccess[] {
    const handler = (prototype as Record<string, unknown>)[name] as () => unknown;
    if (
      Reflect.getMetadata(ROUTE_PATH, handler) === undefined ||
      Reflect.getMetadata(ROUTE_METHOD, handler) === undefined
    )
      return [];
    const targets = [handler, controller];
    return [
      {
        handler: `${controller.name}.${name}`,
        path: pathOf(controller, handler),
        permission: this.reflector.getAllAndOverride<string>(PERMISSION, targets) ?? null,
        isPublic: this.reflector.getAllAndOverride<boolean>(PUBLIC_ROUTE, targets) ?? false,
      },
    ];
  }
}

function pathOf(controller: object, handler: object): string {
  return [controller, handler]
    .map((target) => [Reflect.getMetadata(ROUTE_PATH, target) as string | string[]].flat()[0])
    .map((part) => part.replace(/^\/+|\/+$/g, ''))
    .filter((part) => part !== '')
    .join('/');
}
