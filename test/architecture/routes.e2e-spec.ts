import { Controller, Get, Module } from '@nestjs/common';
import { PERMISSIONS } from '#identity';
import { createHttpApp, Permit, RouteWalk } from '#platform';
import { ApiModule } from '../../apps/api/src/api.module.js';
import { startApi, testConfig, type TestApi } from '../support/app.js';
import { call } from '../support/client.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

/** Everything that answers without credentials. A new entry is a decision, not a repair of this test. */
const PUBLIC_ROUTES = [
  'CalendarFeedsController.read',
  'CertificatesController.verify',
  'HealthController.live',
  'HealthController.ready',
  'PreferencesController.changeByLink',
  'SessionsController.login',
  'SessionsController.refresh',
];

@Controller('forgotten')
class ForgottenController {
  @Get()
  open(): string {
    return 'open by mistake';
  }
}

@Controller('declared')
class DeclaredController {
  @Permit('jobs:read')
  @Get()
  closed(): string {
    return 'closed';
  }
}

describe(RouteWalk.name, () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await startApi();
  });

  afterAll(async () => {
    await api.close();
  });

  const routes = () => api.app.get(RouteWalk).routes();

  it('finds exactly the public routes of the list', () => {
    const open = routes().filter((route) => route.isPublic);
    expect(open.map((route) => route.handler).toSorted()).toEqual(PUBLIC_ROUTES);
  });

  it('finds a permission of the catalogue on every other route', () => {
    const closed = routes().filter((route) => !route.isPublic);
    const unknown = closed.filter((route) => !Object.hasOwn(PERMISSIONS, route.permission ?? ''));
    expect(unknown).toEqual([]);
    expect(closed.length).toBeGreaterThan(PUBLIC_ROUTES.length);
  });

  it('walks every path that the API describes', async () => {
    const { body } = await call(api.url, '/api/openapi.json');
    const methods = ['get', 'head', 'put', 'post', 'patch', 'delete'];
    const described = Object.values(body.paths as Record<string, object>)
      .flatMap((path) => Object.entries(path))
      .filter(([method]) => methods.includes(method));
    // The two health routes stand outside the description.
    expect(described).toHaveLength(routes().length - 2);
  });

  it('answers no described path without credentials, except the public ones', async () => {
    const { body } = await call(api.url, '/api/openapi.json');
    const reads = Object.entries(body.paths as Record<string, object>).filter(
      // The token of a calendar feed and the code of a certificate are their own credentials; a wrong one is of nothing.
      ([name, path]) => 'get' in path && !/^\/api\/v1\/(?:calendar-feeds|certificates\/verify)\//.test(name),
    );
    const answers = await Promise.all(
      reads.map(async ([path]) => {
        const { status } = await call(api.url, path.replaceAll(/\{\w+\}/g, 'x'));
        return `${path} ${status}`;
      }),
    );
    expect(answers.filter((answer) => !answer.endsWith(' 401'))).toEqual([]);
  });
});

describe('an API with a further controller', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await cloneDatabase();
  });

  afterAll(async () => {
    await database.drop();
  });

  async function startWith(controller: new () => object): Promise<void> {
    const config = testConfig(database);

    @Module({ imports: [ApiModule.for(config)], controllers: [controller] })
    class ExtendedModule {}
    const app = await createHttpApp(ExtendedModule, config);
    try {
      await app.init();
    } finally {
      await app.close();
    }
  }

  it('does not start when the controller declares no permission', async () => {
    await expect(startWith(ForgottenController)).rejects.toThrow(
      'Routes without a permission: ForgottenController.open',
    );
  });

  it('starts when it declares one', async () => {
    await expect(startWith(DeclaredController)).resolves.toBeUndefined();
  });
});
