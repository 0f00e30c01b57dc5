import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { sampleFile, type SampleReport } from '../../../cli/src/demo/demo-samples.js';
import type { DemoApi } from './demo-api.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const POLL_MS = 150;
const PATIENCE_MS = 120_000;

interface ListedSlot {
  id: string;
  unit: string;
  period: {
    id: string;
    labels: Record<string, string>;
    localLabel: string;
    start: string;
    end: string;
    alignedTo: string;
  };
  state: string;
  submission: { id: string; state: string } | null;
}

interface SubmissionAnswer {
  id: string;
  rev: number;
  state: string;
  cells: Array<{
    cell: string;
    kind: string;
    value: string | null;
    rev: number;
    explanation: string | null;
    findings: Array<{ severity: string }>;
  }>;
}

/** What a country's month came to, as the closing table shows it. */
export interface CollectedMonth {
  partner: string;
  channel: string;
  localPeriod: string;
  aligned: string;
  reports: number;
  cells: number;
  findings: number;
  state: string;
}

const CHANNELS: Record<string, string> = {
  'pakistan-endpoint.json': "pulled from the partner's endpoint",
  'ethiopia-upload.csv': 'CSV upload',
  'afghanistan-workbook.xlsx': 'workbook upload',
  'indonesia-export.csv': 'CSV upload',
  'uzbekistan-push.json': 'pushed by service client',
  'uganda-dhis2.json': 'DHIS2 value set',
};

/** Follows one country's month from the hand-in to the ledger, through the public API. */
export class CountryMonth {
  private readonly coordinator: string;
  private readonly periodId: string;

  constructor(
    private readonly api: DemoApi,
    private readonly sample: SampleReport,
  ) {
    this.coordinator = `coordinator.${sample.partner.toLowerCase()}@partner.example`;
    this.periodId = `${sample.scheme}:${sample.period}`;
  }

  get units(): string[] {
    return Object.keys(this.sample.units);
  }

  async upload(): Promise<void> {
    const { file, partner } = this.sample;
    const form = new FormData();
    form.set('partner', partner);
    form.set('period', this.periodId);
    form.set('file', new Blob([new Uint8Array(sampleFile(file))], { type: mediaType(file) }), file);
    await this.api.call(this.coordinator, 'POST', '/imports', form);
  }

  async push(): Promise<void> {
    const { partner, file } = this.sample;
    const body = JSON.parse(sampleFile(file).toString('utf8')) as { source: string };
    const registration = {
      partner,
      code: `${body.source}-${randomUUID().slice(0, 8).toUpperCase()}`,
      name: `${body.source} (demo)`,
      scopes: ['feed:write'],
    };
    const client = await this.api.call<{ id: string }>(
      'admin@hq.example',
      'POST',
      '/service-clients',
      registration,
    );
    const issued = await this.api.call<{ key: string }>(
      'admin@hq.example',
      'POST',
      `/service-clients/${client.id}/keys`,
      {},
    );
    this.api.useKey('feed', issued.key);
    await this.api.call('feed', 'POST', '/feeds/report-values', body);
  }

  /** Waits until the queue has filled the draft of every unit. */
  async filled(): Promise<void> {
    const until = performance.now() + PATIENCE_MS;
    for (;;) {
      const slots = await this.slots();
      if (slots.length === this.units.length && slots.every((slot) => slot.submission)) return;
      if (performance.now() > until) throw new Error(`The month of ${this.sample.partner} did not arrive.`);
      await pause(POLL_MS);
    }
  }

  /** The coordinator explains what is remarkable and submits; the reviewer reads and accepts. */
  async fileAndAccept(): Promise<void> {
    for (const { submission } of await this.slots()) {
      if (!submission || submission.state === 'ACCEPTED') continue;
      await this.explain(submission.id);
      await this.step(this.coordinator, submission.id, { name: 'submit', attestation: true });
      await this.step('reviewer@hq.example', submission.id, { name: 'startReview' });
      await this.step('reviewer@hq.example', submission.id, { name: 'accept' });
    }
  }

  async summary(): Promise<CollectedMonth> {
    const slots = await this.slots();
    const reports = await Promise.all(slots.map((slot) => this.submission(slot.submission?.id ?? '')));
    const cells = reports.flatMap((report) => report.cells).filter((cell) => cell.kind !== 'MISSING');
    const [{ period }] = slots;
    return {
      partner: this.sample.partner,
      channel: CHANNELS[this.sample.file],
      localPeriod: localLabel(period.labels),
      aligned: period.alignedTo,
      reports: reports.length,
      cells: cells.length,
      findings: reports
        .flatMap((report) => report.cells)
        .reduce((sum, cell) => sum + cell.findings.length, 0),
      state: [...new Set(reports.map((report) => report.state))].join(', '),
    };
  }

  private async slots(): Promise<ListedSlot[]> {
    const query = `partner=${this.sample.partner}&period=${encodeURIComponent(this.periodId)}&limit=200`;
    const { data } = await this.api.call<{ data: ListedSlot[] }>(
      this.coordinator,
      'GET',
      `/report-slots?${query}`,
    );
    return data.filter((slot) => this.units.includes(slot.unit));
  }

  private async explain(submissionId: string): Promise<void> {
    const { cells } = await this.submission(submissionId);
    const remarkable = cells.filter((cell) =>
      cell.findings.some((finding) => finding.severity === 'EXPLAIN'),
    );
    if (remarkable.length === 0) return;
    const explanation = 'Synthetic demo figure, as the sample file has it.';
    const patches = remarkable.map(({ cell, rev, kind, value }) => ({
      cell,
      baseRev: rev,
      explanation,
      ...(value === null ? { kind } : { value }),
    }));
    await this.api.call(this.coordinator, 'PATCH', `/submissions/${submissionId}/cells`, { cells: patches });
  }

  private async step(account: string, submissionId: string, body: object): Promise<void> {
    const { rev } = await this.submission(submissionId);
    await this.api.call(account, 'POST', `/submissions/${submissionId}/transitions`, body, {
      'if-match': `"r${rev}"`,
    });
  }

  private submission(id: string): Promise<SubmissionAnswer> {
    return this.api.call<SubmissionAnswer>(this.coordinator, 'GET', `/submissions/${id}`);
  }
}

/** The month as the country writes it, beside the English label where the two differ. */
function localLabel(labels: Record<string, string>): string {
  const own = labels.am ?? labels['fa-AF'];
  return own ? `${labels.en} (${own})` : labels.en;
}

function mediaType(file: string): string {
  if (file.endsWith('.xlsx')) return XLSX;
  return file.endsWith('.csv') ? 'text/csv' : 'application/json';
}
