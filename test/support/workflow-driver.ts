import { randomUUID } from 'node:crypto';
import { SettableClock } from '#platform';
import { ReviewWorld, QUESTION } from '../api/review/review-world.js';
import type { Answer } from './client.js';
import { cellsBody, CORE_CELLS, generateSlots } from './reporting.js';
import type { Actor, Command } from './workflow-model.js';

const BATCH = 200;
/** Sign-ins last longer than this many commands, of a millisecond each. */
const COMMANDS_PER_SIGN_IN = 300_000;

/** Sends the commands of a sequence to the platform. */
export class WorkflowDriver {
  private readonly free: string[] = [];
  private making: Promise<void> | undefined;
  private now: number;
  private commands = 0;

  constructor(readonly world: ReviewWorld) {
    this.now = (world.api.clock as SettableClock).now().getTime();
  }

  /** A report of a unit of its own, filled in by somebody. */
  async begin(filler: Actor, value: number): Promise<DrivenReport> {
    const slot = await this.nextSlot();
    const { body } = await this.world.post(filler, `report-slots/${slot}/submissions`);
    const cells = cellsBody({ ...CORE_CELLS, VISITORS: String(value) });
    const saved = await this.world.save(filler, body.id, cells);
    return { slot, id: body.id, status: saved.status };
  }

  /** Takes a command; every one has an instant of its own. */
  async take(report: DrivenReport, actor: Actor, command: Command): Promise<Answer> {
    this.tick();
    switch (command.name) {
      case 'save':
        return this.save(report, actor, command.value);
      case 'answer':
        return this.answer(report, actor);
      case 'suggest':
        return this.world.post(actor, `submissions/${report.id}/suggestions`, {
          cell: 'VISITORS',
          value: String(command.value),
          reason: 'Your own daily list adds up to this.',
        });
      case 'takeOver':
        return this.takeOver(report, actor);
      case 'correct':
        return this.correct(report, actor);
      default:
        return this.step(report, actor, command.name);
    }
  }

  /** What is official in the end, and was after each of these instants. */
  async officialAt(slot: string, instants: readonly string[]): Promise<(number | null)[]> {
    const rows = await this.world.rows(
      `select t.at, o.value::int as value from unnest($2::timestamptz[]) with ordinality t (at, no)
         left join app.observation o on o.slot_id = $1 and o.indicator = 'VISITORS' and o.known_from <= t.at and (o.known_to is null or o.known_to > t.at)
        order by t.no`,
      [slot, instants],
    );
    return rows.map(({ value }: { value: number | null }) => value);
  }

  get instant(): string {
    return new Date(this.now).toISOString();
  }

  /** Sequences run side by side, and only one of them makes more. */
  private async nextSlot(): Promise<string> {
    while (this.free.length === 0) {
      this.making ??= this.moreSlots().then((made) => {
        this.free.push(...made);
        this.making = undefined;
      });
      await this.making;
    }
    return this.free.pop()!;
  }

  private tick(): void {
    this.now += 1;
    this.commands += 1;
    if (this.commands % COMMANDS_PER_SIGN_IN === 0) this.world.at(this.instant);
    else (this.world.api.clock as SettableClock).set(this.instant);
  }

  private async step(report: DrivenReport, actor: Actor, name: string): Promise<Answer> {
    const along =
      name === 'submit' ? { attestation: true } : name === 'return' ? { queries: [QUESTION] } : {};
    const answer = await this.world.step(actor, report.id, name, along);
    if (answer.status === 200 && name === 'return') report.id = answer.body.nextRevision;
    return answer;
  }

  private async save(report: DrivenReport, actor: Actor, value: number): Promise<Answer> {
    const baseRev = await this.cellRev(report.id);
    const cells = [{ cell: 'VISITORS', baseRev, value: String(value) }];
    return this.world.save(actor, report.id, { cells });
  }

  private async answer(report: DrivenReport, actor: Actor): Promise<Answer> {
    const { body } = await this.world.get('auditor', `submissions/${report.id}/queries`);
    const open = body.data.find(({ state }: { state: string }) => state === 'OPEN' || state === 'REOPENED');
    return this.world.answer(open ?? { id: randomUUID(), rev: 1 }, actor as 'coordinator');
  }

  private async takeOver(report: DrivenReport, actor: Actor): Promise<Answer> {
    const [open] = await this.world.rows(
      "select id, rev from app.suggestion where slot_id = $1 and state = 'OPEN'",
      [report.slot],
    );
    const { id, rev } = open ?? { id: randomUUID(), rev: 1 };
    return this.world.post(actor, `suggestions/${id}/transitions`, { name: 'accept' }, rev);
  }

  private async correct(report: DrivenReport, actor: Actor): Promise<Answer> {
    const order = { submission: report.id, kind: 'ERROR_FIX', reason: 'Two days were counted twice.' };
    const answer = await this.world.post(actor, 'correction-requests', order);
    if (answer.status !== 201) return answer;
    const { id, rev } = answer.body;
    const granted = await this.world.post(
      // Nobody decides on what they asked for.
      actor === 'secondReviewer' ? 'reviewer' : 'secondReviewer',
      `correction-requests/${id}/decision`,
      { decision: 'GRANT' },
      rev,
    );
    if (granted.status === 200) report.id = granted.body.revision;
    return granted;
  }

  private async cellRev(id: string): Promise<number> {
    const { body } = await this.world.get('auditor', `submissions/${id}`);
    return body.cells.find(({ cell }: { cell: string }) => cell === 'VISITORS')?.rev ?? 0;
  }

  /** Units in bulk: one at a time, generating their slots would be most of the work. */
  private async moreSlots(): Promise<string[]> {
    const units = Array.from({ length: BATCH }, () => `CTR-PK-W${randomUUID().slice(0, 8).toUpperCase()}`);
    await this.world.rows(
      `insert into app.unit (partner, code, type, name, time_zone, created_at)
       select 'PK', u, 'CENTRE', u, 'Asia/Karachi', now() from unnest($1::text[]) u`,
      [units],
    );
    await this.world.rows(
      `insert into app.unit_status_interval (id, partner, unit, status, from_earliest, from_latest, from_precision, until_precision)
       select gen_random_uuid(), 'PK', u, 'OPERATING', '2020-01-01', '2020-01-01', 'DAY', 'UNKNOWN' from unnest($1::text[]) u`,
      [units],
    );
    await this.world.rows(
      `insert into app.assignment (id, partner, unit, form_code, valid_from, sums_to_parent)
       select gen_random_uuid(), 'PK', u, 'MONTHLY', '2026-10-01', false from unnest($1::text[]) u`,
      [units],
    );
    await generateSlots(this.world.api, 'PK');
    const rows = await this.world.rows(
      "select id from app.report_slot where unit = any ($1) and period_id = 'GREGORIAN_MONTH:2026-10'",
      [units],
    );
    return rows.map(({ id }: { id: string }) => id);
  }
}

export interface DrivenReport {
  slot: string;
  /** The revision that commands are about. */
  id: string;
  status: number;
}
