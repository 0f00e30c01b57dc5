import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { call, signIn } from '../support/client.js';

const ROOT = join(import.meta.dirname, '..', '..');
const PASSWORD = 'demo-ASAN-2026!';
const SAMPLES = JSON.parse(readFileSync(join(ROOT, 'config', 'samples', 'expected.json'), 'utf8')) as Record<
  string,
  { partner: string; units: Record<string, Record<string, string | { kind: string }>> }
>;

/** `npm start` as a new user runs it, on a data folder of its own. */
interface Run {
  output(): string;
  ready: Promise<void>;
  stop(): Promise<void>;
}

function start(folder: string, port: number): Run {
  const child: ChildProcess = spawn(process.execPath, [join(ROOT, 'apps', 'standalone', 'start.mjs')], {
    cwd: ROOT,
    env: { ...process.env, ASAN_DATA_DIR: folder, PORT: String(port), NODE_ENV: 'development' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ready = new Promise<void>((done, fail) => {
    const hear = (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('Ctrl-C stops everything')) done();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) => fail(new Error(`the start ended with ${code}:\n${output}`)));
  });
  const stop = async () => {
    const gone = new Promise((done) => child.once('exit', done));
    child.kill('SIGINT');
    await gone;
  };
  return { output: () => output, ready, stop };
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });
}

describe('npm start on an empty folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'asan-first-start-'));
  let run: Run;
  let url: string;

  beforeAll(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    run = start(folder, port);
    await run.ready;
  }, 240_000);
  afterAll(async () => {
    await run.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('lists six countries with the counts of the sample reports', () => {
    const names: Record<string, string> = {
      AF: 'Afghanistan',
      ET: 'Ethiopia',
      ID: 'Indonesia',
      PK: 'Pakistan',
      UG: 'Uganda',
      UZ: 'Uzbekistan',
    };
    for (const { partner, units } of Object.values(SAMPLES)) {
      const reports = Object.keys(units).length;
      const cells = Object.values(units).reduce((sum, unit) => sum + Object.keys(unit).length, 0);
      const line = run
        .output()
        .split('\n')
        .find((text) => text.includes(names[partner]));
      expect(line).toMatch(new RegExp(`2026-10\\s+${reports}\\s+${cells}\\s+\\d+\\s+ACCEPTED`));
    }
  });

  it('shows satisfaction of the month by partner, equal to what the samples say', async () => {
    const token = await signIn(url, 'director@hq.example', PASSWORD);
    const { body } = await call(
      url,
      '/api/v1/analytics/aggregate?indicator=SATISFACTION&period=2026-10&group=partner',
      { token },
    );
    const shown = Object.fromEntries(
      body.data.map((row: any) => [
        row.partner,
        [row.numerator, row.denominator, row.coverage.expected, row.coverage.included, row.status],
      ]),
    );
    const expected = Object.values(SAMPLES).map(({ partner, units }) => {
      const network = Object.keys(units).find((unit) => unit.startsWith('NET-'));
      const counted = network ? [units[network]] : Object.values(units);
      const sum = (cell: string) => String(counted.reduce((total, unit) => total + Number(unit[cell]), 0));
      return [
        partner,
        [sum('SATISFIED_ANSWERS'), sum('SURVEY_ANSWERS'), counted.length, counted.length, 'FINAL'],
      ];
    });
    expect(shown).toEqual(Object.fromEntries(expected));
    expect(body.data.every((row: any) => row.flags.includes('SYNTHETIC'))).toBe(true);
  });

  it("shows the register's own count with its members beside the published 30", async () => {
    const token = await signIn(url, 'director@hq.example', PASSWORD);
    const { body } = await call(url, '/api/v1/programme/headline?asOf=2026-01-15', { token });
    const { partners } = body.figures ?? body;
    expect(partners.members).toHaveLength(partners.value);
    expect(partners.claims.map((claim: any) => claim.value)).toContain('30');
    expect(partners.claims[0].source.url).toMatch(/^http/);
  });

  it('holds one late country, one returned report and one correction in its history', async () => {
    const token = await signIn(url, 'director@hq.example', PASSWORD);
    const late = await call(url, '/api/v1/report-slots?partner=UG&period=2026-01..2026-09&limit=200', {
      token,
    });
    expect(late.body.data.map((slot: any) => slot.timeliness)).toEqual(Array(9).fill('LATE'));
    const returned = await call(url, '/api/v1/report-slots?partner=PK&period=2026-08', { token });
    expect(returned.body.data[0].submission).toMatchObject({ state: 'ACCEPTED', revision: 2 });
    const history = await call(
      url,
      '/api/v1/observations?partner=ID&unit=CTR-ID-BWI&indicator=VISITORS&period=2026-07&includeHistory=true',
      { token },
    );
    expect(history.body.data).toHaveLength(2);
    expect(late.body.data.every((slot: any) => slot.synthetic)).toBe(true);
  });

  it('keeps the data over a restart and is up within ten seconds', async () => {
    await run.stop();
    const port = await freePort();
    const again = start(folder, port);
    const started = performance.now();
    await again.ready;
    // A bound against hanging; the speed itself is measured by the benchmark.
    expect(performance.now() - started).toBeLessThan(60_000);
    expect(again.output()).not.toContain('invented months');
    run = again;
    url = `http://127.0.0.1:${port}`;
    const token = await signIn(url, 'coordinator.pk@partner.example', PASSWORD);
    const { body } = await call(url, '/api/v1/report-slots?period=2026-10', { token });
    expect(body.data.map((slot: any) => [slot.unit, slot.submission.state])).toEqual([
      ['CTR-PK-ISB', 'ACCEPTED'],
    ]);
  }, 90_000);
});
