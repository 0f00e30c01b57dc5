import { Module, type DynamicModule } from '@nestjs/common';
import { rm } from 'node:fs/promises';
import { ApiModule } from '../../../apps/api/src/api.module.js';
import { readFacts } from '../../../apps/cli/src/facts/facts-file.js';
import { FactsLoader } from '../../../apps/cli/src/facts/facts-loader.js';
import { FactsModule } from '../../../apps/cli/src/facts/facts.module.js';
import { HeadlineHttpModule } from '../../../libs/analytics/src/headline/headline-http.module.js';
import { CentresHttpModule, UnitsHttpModule } from '#centres/wiring';
import { ClaimsHttpModule } from '#evidence/wiring';
import { InstrumentsHttpModule, PartnersHttpModule } from '#partnerships/wiring';
import { createHttpApp, SettableClock, type Config } from '#platform';
import { dataFolderOf, testConfig, type TestApi } from '../../support/app.js';
import { call, type Answer } from '../../support/client.js';
import { cloneDatabase } from '../../support/database.js';
import { signedIn } from '../../support/people.js';

/** The day of every test of the register, unless it asks for another one. */
export const TODAY = '2026-11-22';

/** The whole API with the documented facts on its register. */
@Module({})
class RegisterApi {
  static for(config: Config): DynamicModule {
    return {
      module: RegisterApi,
      imports: [
        ApiModule.for(config, new SettableClock(`${TODAY}T08:00:00Z`)),
        ClaimsHttpModule,
        PartnersHttpModule,
        InstrumentsHttpModule,
        UnitsHttpModule,
        CentresHttpModule,
        HeadlineHttpModule,
        FactsModule,
      ],
    };
  }
}

/** Starts the API on a database of its own and loads the documented facts. */
export async function startRegisterApi(): Promise<TestApi> {
  const database = await cloneDatabase();
  const config = testConfig(database);
  const app = await createHttpApp(RegisterApi.for(config), config);
  await app.listen(0, '127.0.0.1');
  await app.get(FactsLoader).load(await readFacts());
  const { port } = app.getHttpServer().address() as { port: number };
  return {
    app,
    database,
    config,
    clock: new SettableClock(`${TODAY}T08:00:00Z`),
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      await app.close();
      await database.drop();
      await rm(dataFolderOf(database), { recursive: true, force: true });
    },
  };
}

/** Asks the API for one person; `rev` becomes If-Match. */
export interface Asker {
  get(path: string): Promise<Answer>;
  post(path: string, body: unknown, rev?: number): Promise<Answer>;
  patch(path: string, body: unknown, rev?: number): Promise<Answer>;
  put(path: string, body: unknown, rev?: number): Promise<Answer>;
}

export function askerFor(api: TestApi, token?: string): Asker {
  const write = (method: string) => (path: string, body: unknown, rev?: number) =>
    call(api.url, `/api/v1${path}`, {
      method,
      token,
      body,
      headers: rev === undefined ? {} : { 'if-match': `"r${rev}"` },
    });
  return {
    get: (path) => call(api.url, `/api/v1${path}`, { token }),
    post: write('POST'),
    patch: write('PATCH'),
    put: write('PUT'),
  };
}

/** The same for somebody who is signed in with a role. */
export async function askerWith(api: TestApi, role: string, scope: string): Promise<Asker> {
  return askerFor(api, await signedIn(api, { role, scope }));
}

let agreements = 0;

/** A draft of a bilateral instrument with Pakistan that enters into force by signature. */
export const draftAgreement = (more: object = {}): object => ({
  code: `AGR-PK-D${(agreements += 1)}`,
  parties: ['PK'],
  kind: 'INTERAGENCY_MOU',
  title: 'Memorandum for a test',
  counterpart: 'Ministry',
  entryIntoForceRule: 'ON_SIGNATURE',
  ...more,
});

/** Registers an instrument and lets headquarters and its parties sign it; answers it as it stands then. */
export async function signedAgreement(legal: Asker, more: object = {}, date = '2026-03-01'): Promise<any> {
  let { body } = await legal.post('/instruments', draftAgreement(more));
  for (const party of ['HQ', ...body.parties]) {
    ({ body } = await legal.post(`/instruments/${body.id}/acts`, { act: 'SIGNED', party, date }, body.rev));
  }
  return body;
}

/** What the audit remembers about one thing, oldest first. */
export async function auditOf(api: TestApi, entityId: string): Promise<string[]> {
  const { rows } = await api.database.admin.query<{ action: string }>(
    'select action from app.audit_event where entity_id = $1 order by id',
    [entityId],
  );
  return rows.map(({ action }) => action);
}
