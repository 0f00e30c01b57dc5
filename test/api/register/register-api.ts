import { Module, type DynamicModule } from '@nestjs/common';
import { ApiModule } from '../../../apps/api/src/api.module.js';
import { readFacts } from '../../../apps/cli/src/facts/facts-file.js';
import { FactsLoader } from '../../../apps/cli/src/facts/facts-loader.js';
import { FactsModule } from '../../../apps/cli/src/facts/facts.module.js';
import { HeadlineHttpModule } from '../../../libs/analytics/src/headline/headline-http.module.js';
import { CentresHttpModule, UnitsHttpModule } from '#centres/wiring';
import { ClaimsHttpModule } from '#evidence/wiring';
import { InstrumentsHttpModule, PartnersHttpModule } from '#partnerships/wiring';
import { createHttpApp, SettableClock, type Config } from '#platform';
import { testConfig, type TestApi } from '../../support/app.js';
import { cloneDatabase } from '../../support/database.js';

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
    },
  };
}
