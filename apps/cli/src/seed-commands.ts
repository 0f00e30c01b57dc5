import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
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
import type { Command } from './command.js';
import { dropDemo } from './demo/demo-drop.js';
import { DemoSet } from './demo/demo-set.js';
import { readFacts } from './facts/facts-file.js';
import { FactsLoader } from './facts/facts-loader.js';
import { openInstallation } from './installation.js';
import { SeedModule } from './seed.module.js';

export const SEED_COMMANDS: readonly Command[] = [
  {
    words: 'facts load',
    does: 'puts the documented facts of config/facts and the definitions of config/reference on the register',
    run: (config) => onSeed(config, loadFacts),
  },
  {
    words: 'demo load',
    does: 'adds the synthetic demo set: accounts, assignments, 24 invented months; refused in production',
    run: (config) => onSeed(config, loadDemo),
  },
  {
    words: 'demo drop',
    does: 'removes everything synthetic; the audit record of it stays',
    run: dropDemoSet,
  },
];

async function onSeed(
  config: Config,
  work: (app: INestApplicationContext, clock: SettableClock, config: Config) => Promise<void>,
): Promise<void> {
  const opened = await openInstallation(config);
  const clock = new SettableClock(new SystemClock().instant());
  const app = await NestFactory.createApplicationContext(SeedModule.for(opened.config, clock), {
    logger: new Log('warn', 'asan-cli'),
    abortOnError: false,
  });
  try {
    await work(app, clock, config);
  } finally {
    await app.close();
    await opened.release();
  }
}

async function loadFacts(app: INestApplicationContext): Promise<void> {
  const operator = programContext('OPERATOR', 'cli', [HQ_SCOPE], 'cli');
  await app.get(ReferenceData).load(operator);
  await app.get(ShippedStandards).load(operator);
  const added = await app.get(FactsLoader).load(await readFacts());
  for (const [what, count] of Object.entries(added)) console.log(`${String(count).padStart(5)} new ${what}`);
}

async function loadDemo(app: INestApplicationContext, clock: SettableClock, config: Config): Promise<void> {
  if (config.NODE_ENV === 'production') throw new Error('Demo data is refused in production.');
  const demo = app.get(DemoSet);
  if ((await demo.state()) !== 'ABSENT')
    return console.log('The demo set is there already; drop it first to load it anew.');
  await loadFacts(app);
  await demo.load(clock, (done, total) => {
    if (done === total) console.log(`${total} synthetic reports filed`);
  });
}

async function dropDemoSet(config: Config): Promise<void> {
  const { installation, release } = await openInstallation(config);
  try {
    const dropped = await withClient({ ...installation.admin, database: installation.database }, dropDemo);
    console.log(`${dropped} synthetic rows removed`);
  } finally {
    await release();
  }
}
