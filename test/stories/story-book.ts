import { SettableClock } from '#platform';
import type { TestApi } from '../support/app.js';
import { call, signIn, type Answer } from '../support/client.js';
import { PASSWORD } from '../support/people.js';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const FIGURES_FROM = '2026-01';

/** A figure as a dashboard shows it. */
export interface ShownFigure {
  value: string | null;
  expected: number;
  included: number;
  status: string;
}

/**
 * Lives a story through the API and writes it down at the same time: who called what, what was answered, and what a
 * dashboard showed that day. Ids get names in the order in which they appear, so that the page is the same each time.
 */
export class StoryBook {
  private readonly lines: string[] = [];
  private readonly names = new Map<string, string>();
  private readonly tokens = new Map<string, string>();
  private day = '';

  constructor(
    private readonly api: TestApi,
    private readonly emails: ReadonlyMap<string, string>,
  ) {}

  /** Everybody signs in anew: their sessions have ended since the day before. */
  begin(instant: string, heading: string): void {
    (this.api.clock as SettableClock).set(instant);
    this.tokens.clear();
    this.day = instant.slice(0, 10);
    this.lines.push('', `## ${this.day}: ${heading}`, '');
  }

  tell(text: string): void {
    this.lines.push(text, '');
  }

  /** Calls and writes down; `shown` picks what matters of the answer. */
  async call(
    person: string,
    method: string,
    path: string,
    body: object | undefined,
    shown: (answer: any) => object,
    along: { rev?: number; status?: number } = {},
  ): Promise<any> {
    const answer = await this.send(person, method, path, body, along.rev);
    const told = body === undefined ? '' : ` ${JSON.stringify(body)}`;
    this.lines.push(
      `_${person}_`,
      '',
      '```http',
      this.named(`${method} /api/v1/${path}${told}`),
      `→ ${answer.status} ${this.named(JSON.stringify(shown(answer.body)))}`,
      '```',
      '',
    );
    expect([path, answer.status, answer.body?.code]).toEqual([
      path,
      along.status ?? answer.status,
      answer.body?.code,
    ]);
    return answer.body;
  }

  /** A call of which the page says nothing. */
  async send(person: string, method: string, path: string, body?: object, rev?: number): Promise<Answer> {
    const headers: Record<string, string> = rev === undefined ? {} : { 'if-match': `"r${rev}"` };
    const token = await this.token(person);
    return call(this.api.url, `/api/v1/${path}`, { method, token, headers, ...(body ? { body } : {}) });
  }

  /** What the programme's dashboard says that day: one month, and the year so far. */
  async figure(month: string, unit = 'CTR-PK-ISB'): Promise<ShownFigure> {
    const [one] = await this.aggregate(`${month}`, unit);
    const [year] = await this.aggregate(`${FIGURES_FROM}..${month}`, unit, 'partner');
    const told = (figure: ShownFigure): string =>
      `${figure.value ?? 'no value'} (${figure.included} of ${figure.expected} reports, ${figure.status})`;
    this.lines.push(
      `> **Dashboard on ${this.day}** · visitors of ${month}: ${told(one!)} · since ${FIGURES_FROM}: ${told(year!)}`,
      '',
    );
    return one!;
  }

  /** The same figure as it was known on another day. */
  async figureAsOf(month: string, asOf: string, unit = 'CTR-PK-ISB'): Promise<ShownFigure> {
    const [one] = await this.aggregate(month, unit, 'partner,period', asOf);
    this.lines.push(`> visitors of ${month} as known on ${asOf}: ${one!.value ?? 'no value'}`, '');
    return one!;
  }

  page(title: string, introduction: string): string {
    return [`# ${title}`, '', introduction, ...this.lines].join('\n').replaceAll(/\n{3,}/g, '\n\n');
  }

  private async aggregate(
    period: string,
    unit: string,
    group = 'partner,period',
    asOf?: string,
  ): Promise<ShownFigure[]> {
    const query = new URLSearchParams({
      indicator: 'VISITORS',
      unit,
      period,
      group,
      ...(asOf ? { asOf } : {}),
    });
    const { body } = await this.send('reviewer', 'GET', `analytics/aggregate?${query.toString()}`);
    return body.data.map(({ value, status, coverage }: any) => ({
      value,
      status,
      expected: coverage.expected,
      included: coverage.included,
    }));
  }

  private async token(person: string): Promise<string> {
    const known = this.tokens.get(person);
    if (known) return known;
    const token = await signIn(this.api.url, this.emails.get(person) ?? '', PASSWORD);
    this.tokens.set(person, token);
    return token;
  }

  private named(text: string): string {
    return text.replaceAll(UUID, (id) => {
      const name = this.names.get(id) ?? `id-${this.names.size + 1}`;
      this.names.set(id, name);
      return name;
    });
  }
}
