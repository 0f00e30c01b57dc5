import { Injectable } from '@nestjs/common';
import { Audit } from '#audit';
import { Clock, NotFoundError, Transactions, type OperationContext, type Transaction } from '#platform';
import { CentresRepository } from '../centres/centres.repository.js';
import type { CentreProgrammes, ProgrammeStep, VolunteerIntake } from './centre-programme.js';
import { DuplicateProgrammeError } from './programmes.errors.js';
import { ProgrammesRepository } from './programmes.repository.js';

/** Which of headquarters' programmes a centre may run, plans, runs or gave up, since when, and who says so. */
@Injectable()
export class CentreProgrammesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly centres: CentresRepository,
    private readonly repository: ProgrammesRepository,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError when the centre is unknown or out of scope. */
  async get(ctx: OperationContext, code: string): Promise<CentreProgrammes> {
    return this.transactions.read(ctx, async (tx) =>
      this.repository.of(tx, { partner: await this.partnerOf(tx, code), unit: code }),
    );
  }

  /** @throws NotFoundError, DuplicateProgrammeError. */
  async addStep(ctx: OperationContext, code: string, step: ProgrammeStep): Promise<CentreProgrammes> {
    return this.write(ctx, code, async (tx, partner) => {
      if (!(await this.recordStep(tx, { partner, code }, step))) {
        throw new DuplicateProgrammeError(`${step.programme} ${step.stage}`);
      }
    });
  }

  /** @throws NotFoundError, DuplicateProgrammeError. */
  async addIntake(ctx: OperationContext, code: string, intake: VolunteerIntake): Promise<CentreProgrammes> {
    return this.write(ctx, code, async (tx, partner) => {
      const place = { partner, unit: code };
      if (!(await this.repository.addIntake(tx, place, intake, this.clock.instant()))) {
        throw new DuplicateProgrammeError(`An intake of ${intake.startsOn}`);
      }
      const record = { partner, action: 'centre.volunteer-intake', entity: 'centre', entityId: code };
      this.audit.record(tx, { ...record, after: intake });
    });
  }

  /** Records a stage in the caller's transaction; one that is recorded stays as it is. Answers whether it was new. */
  async recordStep(
    tx: Transaction,
    { partner, code }: { partner: string; code: string },
    step: ProgrammeStep,
  ): Promise<boolean> {
    const place = { partner, unit: code };
    if (!(await this.repository.addStep(tx, place, step, this.clock.instant()))) return false;
    const record = { partner, action: 'centre.programme', entity: 'centre', entityId: code };
    this.audit.record(tx, { ...record, after: step });
    return true;
  }

  private async write(
    ctx: OperationContext,
    code: string,
    work: (tx: Transaction, partner: string) => Promise<void>,
  ): Promise<CentreProgrammes> {
    if (ctx.units !== null && !ctx.units.includes(code)) throw new NotFoundError('centre');
    return this.transactions.run(ctx, async (tx) => {
      const partner = await this.partnerOf(tx, code);
      await work(tx, partner);
      return this.repository.of(tx, { partner, unit: code });
    });
  }

  private async partnerOf(tx: Transaction, code: string): Promise<string> {
    const centre = await this.centres.find(tx, code);
    if (!centre) throw new NotFoundError('centre');
    return centre.unit.partner;
  }
}
