import { setTimeout as pause } from 'node:timers/promises';
import { MONTHS, PARTNER, UNITS } from './country.mjs';
import { until } from './process.mjs';

const RETRY_MS = 200;
const PATIENCE_MS = 120_000;
const ANSWER_MS = 8_000;
const CELLS = {
  VISITORS: 1000,
  SERVICES_RENDERED: 1200,
  SURVEY_ANSWERS: 100,
  SATISFIED_ANSWERS: 90,
  WAIT_MINUTES_MEAN: 12.5,
  COMPLAINTS_RECEIVED: 10,
  COMPLAINTS_RESOLVED_ON_TIME: 9,
  OPEN_DAYS: 22,
};

/** The platform understood and said no: trying again would hide a mistake of the suite. */
class RefusedError extends Error {}

let version = 0;

/** A coordinator's program: it repeats what was not acknowledged and remembers what was. */
export class PartnerClient {
  /** Acknowledged hand-ins, oldest first: what must be found in the database afterwards. */
  journal = [];
  #token;

  constructor(stack) {
    this.stack = stack;
  }

  /** A month whose VISITORS say which file it was; every unit has the same. */
  static nextFile(month) {
    version += 1;
    const visitors = CELLS.VISITORS + version;
    const values = Object.values({
      ...CELLS,
      VISITORS: visitors,
      SERVICES_RENDERED: CELLS.SERVICES_RENDERED + version,
    });
    const lines = UNITS.map((unit) => [unit, `GREGORIAN_MONTH:${month}`, ...values].join(','));
    const content = [['unit', 'period', ...Object.keys(CELLS)].join(','), ...lines, ''].join('\n');
    return { month, visitors: String(visitors), content };
  }

  /** Hands a file in until it is acknowledged; answers the import. */
  async handIn(file = PartnerClient.nextFile(MONTHS[version % MONTHS.length])) {
    const begun = performance.now();
    while (performance.now() - begun < PATIENCE_MS) {
      const body = await this.#attempt(file).catch((error) => {
        if (error instanceof RefusedError) throw error;
        return null;
      });
      if (body) {
        this.journal.push({ ...file, id: body.id, job: body.job });
        return { ...body, begun };
      }
      await pause(RETRY_MS);
    }
    throw new Error(`a hand-in was not acknowledged within ${PATIENCE_MS} ms`);
  }

  /** Hands a file in and waits until a worker began with it; answers the milliseconds from the first attempt. */
  async pickUpDelay() {
    const { begun, job } = await this.handIn();
    await until(async () => (await this.jobRow(job))?.started_at, `job ${job} to be taken`, PATIENCE_MS, 25);
    const delay = performance.now() - begun;
    await this.ended(job);
    return delay;
  }

  async ended(job, patienceMs = PATIENCE_MS) {
    return until(
      async () => {
        const row = await this.jobRow(job);
        return row?.finished_at ? row : null;
      },
      `job ${job} to end`,
      patienceMs,
    );
  }

  /** The job's row, or null while the database is away. */
  async jobRow(job) {
    return this.stack.admin
      .query('select * from app.job where id = $1', [job])
      .then(({ rows }) => rows[0] ?? null)
      .catch(() => null);
  }

  async #attempt({ month, content }) {
    const form = new FormData();
    form.set('partner', PARTNER);
    form.set('profile', 'ASAN-CSV');
    form.set('period', `GREGORIAN_MONTH:${month}`);
    form.set('file', new Blob([content], { type: 'text/csv' }), `${month}.csv`);
    const headers = { authorization: `Bearer ${await this.#signedIn()}` };
    const signal = AbortSignal.timeout(ANSWER_MS);
    const answer = await fetch(`${this.stack.api.url}/api/v1/imports`, {
      method: 'POST',
      headers,
      body: form,
      signal,
    });
    const body = await answer.json();
    if (answer.status === 202 || answer.status === 200) return body;
    if (answer.status === 409 || answer.status >= 500) return null;
    throw new RefusedError(`hand-in refused with ${answer.status} ${body.code}`);
  }

  async #signedIn() {
    if (this.#token) return this.#token;
    const answer = await fetch(`${this.stack.api.url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(this.stack.coordinator),
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    if (answer.status !== 200) throw new Error(`sign-in answered ${answer.status}`);
    this.#token = (await answer.json()).accessToken;
    return this.#token;
  }
}
