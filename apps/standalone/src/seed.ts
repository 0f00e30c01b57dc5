import { NestFactory } from '@nestjs/core';
import { ReferenceData } from '#indicators';
import { ShippedStandards } from '#standards';
import {
  HQ_SCOPE,
  Log,
  programContext,
  SettableClock,
  SystemClock,
  withClient,
  type Config,
} from '#platform';
import { dropDemo } from '../../cli/src/demo/demo-drop.js';
import { DemoSet } from '../../cli/src/demo/demo-set.js';
import { readFacts } from '../../cli/src/facts/facts-file.js';
import { FactsLoader } from '../../cli/src/facts/facts-loader.js';
import type { Installation } from '../../cli/src/migrate.js';
import { SeedModule } from '../../cli/src/seed.module.js';
import { ProgressLine } from './progress-line.js';

/**
 * Fills what is missing: definitions and documented facts at every start, the demo set at the
 * first. Answers whether the demo set was new.
 */
export async function seed(config: Config, installation: Installation): Promise<boolean> {
  const clock = new SettableClock(new SystemClock().instant());
  const app = await NestFactory.createApplicationContext(SeedModule.for(config, clock), {
    logger: new Log(config.LOG_LEVEL, 'asan-seed'),
    abortOnError: false,
  });
  try {
    const operator = programContext('OPERATOR', 'start', [HQ_SCOPE], 'start');
    await app.get(ReferenceData).load(operator);
    await app.get(ShippedStandards).load(operator);
    await app.get(FactsLoader).load(await readFacts());
    const demo = app.get(DemoSet);
    if (!config.demo) return false;
    const state = await demo.state();
    if (state === 'COMPLETE') return false;
    // A first start that was cut off left half a demo, which is quicker made anew than continued.
    if (state === 'PARTIAL')
      await withClient({ ...installation.admin, database: installation.database }, dropDemo);
    const line = new ProgressLine('24 invented months (synthetic)');
    await demo.load(clock, (done, total) => line.show(done, total));
    return true;
  } finally {
    await app.close();
  }
}
