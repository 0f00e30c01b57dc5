import type { INestApplicationContext } from '@nestjs/common';
import { ConnectorsService } from '#collection';
import { programContext, QUEUE_BACKEND, type QueueBackend } from '#platform';
import { DEMO_PASSWORD } from '../../../cli/src/demo/demo-accounts.js';
import { sampleReports } from '../../../cli/src/demo/demo-samples.js';
import { ProgressLine } from '../progress-line.js';
import { table } from '../table.js';
import { CountryMonth, type CollectedMonth } from './collected-month.js';
import { DemoApi } from './demo-api.js';
import type { PartnerSystem } from './partner-system.js';

const NAMES: Record<string, string> = {
  AF: 'Afghanistan',
  ET: 'Ethiopia',
  ID: 'Indonesia',
  PK: 'Pakistan',
  UG: 'Uganda',
  UZ: 'Uzbekistan',
};

/** Points the demo's connector at the stand-in for Pakistan's system, wherever it listens today. */
export async function connectPartnerSystem(
  worker: INestApplicationContext,
  system: PartnerSystem,
): Promise<void> {
  const ctx = programContext('OPERATOR', 'demo', ['PK'], 'demo-connector');
  const connector = {
    partner: 'PK',
    code: 'PK-DEMO',
    profile: 'PK-REST',
    url: system.url,
    token: system.token,
  };
  await worker.get(ConnectorsService).register(ctx, connector);
}

/** Collects the sample month of six countries, each by its own channel, and carries it to the ledger. */
export async function collectDemoMonth(
  url: string,
  worker: INestApplicationContext,
): Promise<CollectedMonth[]> {
  const api = new DemoApi(url, DEMO_PASSWORD);
  const months = new Map(sampleReports().map((sample) => [sample.partner, new CountryMonth(api, sample)]));
  await follow('handing in', [...months], async (partner, month) => handIn(partner, month, worker));
  await follow('through the queue into drafts', [...months], async (_partner, month) => month.filled());
  await follow('submitted, reviewed, accepted', [...months], async (_partner, month) =>
    month.fileAndAccept(),
  );
  return Promise.all([...months.values()].map((month) => month.summary()));
}

/** The closing table of the demo month. */
export function closingTable(months: readonly CollectedMonth[]): string {
  const heading = ['Country', 'Channel', 'Local period', 'Aligned', 'Reports', 'Cells', 'Findings', 'State'];
  const rows = months.map((month) => [
    NAMES[month.partner] ?? month.partner,
    month.channel,
    month.localPeriod,
    month.aligned,
    String(month.reports),
    String(month.cells),
    String(month.findings),
    month.state,
  ]);
  return table([heading, ...rows]);
}

async function handIn(partner: string, month: CountryMonth, worker: INestApplicationContext): Promise<void> {
  if (partner === 'PK') return tick(worker, partner);
  if (partner === 'UZ') return month.push();
  return month.upload();
}

/** One tick of the partner's scheduler, ahead of its hour: the round finds the open month and asks for it. */
async function tick(worker: INestApplicationContext, partner: string): Promise<void> {
  const queue = worker.get<QueueBackend>(QUEUE_BACKEND).queue('collection');
  await queue.add(
    'reconcile-partner',
    { id: partner, scope: partner },
    { jobId: `reconcile-${partner}-first`, removeOnComplete: true },
  );
  await queue.close();
}

async function follow(
  title: string,
  months: Array<[string, CountryMonth]>,
  work: (partner: string, month: CountryMonth) => Promise<void>,
): Promise<void> {
  const line = new ProgressLine(title);
  let done = 0;
  line.show(0, months.length);
  await Promise.all(
    months.map(async ([partner, month]) => {
      await work(partner, month);
      line.show((done += 1), months.length);
    }),
  );
}
