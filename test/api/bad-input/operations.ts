import { randomUUID } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { PERMISSIONS, ROLES, type Permission } from '#identity';
import { RouteWalk } from '#platform';

import type { TestApi } from '../../support/app.js';
import { call, signIn } from '../../support/client.js';
import { PASSWORD } from '../../support/people.js';

type RouteAccess = ReturnType<RouteWalk['routes']>[number];

interface Schema {
  $ref?: string;
  type?: string;
  enum?: unknown[];
  maximum?: number;
  example?: unknown;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  allOf?: Schema[];
}

interface DescribedOperation {
  operationId: string;
  parameters?: Array<{ name: string; in: string; required?: boolean; schema?: Schema; example?: unknown }>;
  requestBody?: { content: Record<string, { schema: Schema }> };
}

/** One operation of the served description, with a call that is well-formed and names nothing that exists. */
export interface Operation {
  /** `POST /api/v1/service-clients`: also the name of its rows. */
  name: string;
  method: string;
  path: string;
  /** The same path with its placeholders. */
  template: string;
  isPublic: boolean;
  /** Whether some role of a person opens it; a few routes are for service clients only. */
  isForPeople: boolean;
  takesJson: boolean;
  takesForm: boolean;
  /** Whether the call must say which revision it is about. */
  needsRevision: boolean;
  /** A body with every required member. */
  body: Record<string, unknown>;
  /** Names of the query parameters. */
  query: string[];
  /** The most items that one page may hold, where the call is a list. */
  maxLimit: number | undefined;
  /** Query parameters without which the call is not complete, with a value each. */
  requiredQuery: Record<string, string>;
}

/** An answer to HEAD has no body that could name a problem; the tests of such a route ask it by themselves. */
const HEAD = 'head';

/** Every operation that the served OpenAPI document lists. */
export async function describedOperations(api: TestApi): Promise<Operation[]> {
  const { body: document } = await call(api.url, '/api/openapi.json');
  const access = accessByOperation(api);
  const schemas = (document.components?.schemas ?? {}) as Record<string, Schema>;
  return Object.entries(document.paths as Record<string, Record<string, DescribedOperation>>).flatMap(
    ([template, methods]) =>
      Object.entries(methods)
        .filter(([method]) => method !== HEAD)
        .map(([method, described]) => operation(template, method.toUpperCase(), described, schemas, access)),
  );
}

function accessByOperation(api: TestApi): ReadonlyMap<string, RouteAccess> {
  const routes = api.app.get(RouteWalk, { strict: false }).routes();
  return new Map(routes.map((route) => [route.handler.replace('Controller.', '_'), route]));
}

function operation(
  template: string,
  method: string,
  described: DescribedOperation,
  schemas: Record<string, Schema>,
  access: ReadonlyMap<string, RouteAccess>,
): Operation {
  const content = described.requestBody?.content ?? {};
  const json = content['application/json']?.schema;
  const query = (described.parameters ?? []).filter((parameter) => parameter.in === 'query');
  return {
    name: `${method} ${template}`,
    method,
    template,
    path: template.replace(/\{(\w+)\}/g, (_, name: string) => (/id$/i.test(name) ? randomUUID() : 'ZZ')),
    ...audienceOf(access.get(described.operationId)),
    takesJson: json !== undefined,
    takesForm: 'multipart/form-data' in content,
    needsRevision: (described.parameters ?? []).some(({ name, required }) => name === 'If-Match' && required),
    body: (json ? exampleOf(json, schemas) : {}) as Record<string, unknown>,
    query: query.map(({ name }) => name),
    maxLimit: query.find(({ name }) => name === 'limit')?.schema?.maximum,
    requiredQuery: Object.fromEntries(
      query
        .filter(({ required }) => required)
        .map(({ name, example, schema }) => [name, String(example ?? exampleOf(schema ?? {}, schemas))]),
    ),
  };
}

function audienceOf(route: RouteAccess | undefined): Pick<Operation, 'isPublic' | 'isForPeople'> {
  const roles = PERMISSIONS[route?.permission as Permission] ?? [];
  return { isPublic: route?.isPublic ?? false, isForPeople: roles.length > 0 };
}

function exampleOf(schema: Schema, schemas: Record<string, Schema>): unknown {
  if (schema.example !== undefined) return schema.example;
  if (schema.$ref) return exampleOf(schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}, schemas);
  if (schema.allOf) return exampleOf(schema.allOf[0], schemas);
  if (schema.enum) return schema.enum[0];
  if (schema.type === 'array') return [exampleOf(schema.items ?? {}, schemas)];
  if (schema.type === 'number' || schema.type === 'integer') return 1;
  if (schema.type === 'boolean') return true;
  if (schema.properties) {
    const required = schema.required ?? [];
    return Object.fromEntries(
      required.map((name) => [name, exampleOf(schema.properties?.[name] ?? {}, schemas)]),
    );
  }
  return schema.type === 'object' ? {} : 'text';
}

/** Signs in somebody who holds every role everywhere, so that rows about input meet no closed door. */
export async function almighty(api: TestApi): Promise<string> {
  const id = randomUUID();
  const email = `almighty.${id.slice(0, 8)}@hq.example`;
  const password = await hash(PASSWORD, { memoryCost: 1024, timeCost: 1, parallelism: 1 });
  await api.database.admin.query(
    "insert into app.user_account (id, scope, email, name, password_hash, created_at) values ($1, 'HQ', $2, $2, $3, now())",
    [id, email, password],
  );
  await api.database.admin.query(
    `insert into app.membership (id, scope, user_id, role, valid_from)
     select gen_random_uuid(), 'HQ', $1, role, '2000-01-01' from unnest($2::text[]) as role`,
    [id, ROLES],
  );
  return signIn(api.url, email, PASSWORD);
}
