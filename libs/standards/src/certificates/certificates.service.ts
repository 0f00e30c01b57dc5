import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { shiftDay } from '#partnerships';
import {
  Cursors,
  everyScopeContext,
  NotFoundError,
  Transactions,
  type OperationContext,
  type Page,
} from '#platform';
import type { Assessment } from '../assessments/assessment.js';
import { AssessmentsRepository } from '../assessments/assessments.repository.js';
import { AssessmentGrounds } from '../assessments/assessments.service.js';
import { isAtLeast } from '../trees/scores.js';
import type { StandardTree } from '../trees/standard.js';
import { actsOpen, statusOn, type Certificate, type CertificateActKind } from './certificate.js';
import { CertificateActError, NotCertifiableError, OwnCertificateError } from './certificates.errors.js';
import { CertificatesRepository } from './certificates.repository.js';

const DATE_LENGTH = 10;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** 26 of 32 letters are 130 bits: nobody finds a certificate by trying. */
const CODE_LENGTH = 26;

/** Certificates of conformity: issued from final assessments, suspended, withdrawn, verified by anybody. */
@Injectable()
export class CertificatesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: CertificatesRepository,
    private readonly assessments: AssessmentsRepository,
    private readonly grounds: AssessmentGrounds,
  ) {}

  /** The day by which a certificate is judged. */
  get today(): string {
    return this.grounds.clock.instant().slice(0, DATE_LENGTH);
  }

  /** Newest first. @throws NotFoundError for a partner out of scope, InvalidCursorError. */
  async page(
    ctx: OperationContext,
    cursors: Cursors,
    { limit, cursor, partner, unit }: { limit: number; cursor?: string; partner?: string; unit?: string },
  ): Promise<Page<Certificate>> {
    if (partner !== undefined && !ctx.scopes.includes(partner)) throw new NotFoundError('partner');
    const question = { list: 'certificates', partner, unit };
    const [after = null] = cursors.read(ctx, question, cursor) ?? [];
    const rows = await this.transactions.read(ctx, (tx) =>
      this.repository.list(tx, { partner, unit }, after, limit + 1),
    );
    return cursors.page(
      ctx,
      question,
      limit,
      rows,
      ({ id }) => [id],
      (row) => row,
    );
  }

  /**
   * Issues one for a final assessment on the spot that reached what the standard asks for.
   *
   * @throws NotFoundError, NotCertifiableError, OwnCertificateError.
   */
  async issue(ctx: OperationContext, assessmentId: string, scope: string): Promise<Certificate> {
    return this.transactions.run(ctx, async (tx) => {
      const assessment = await this.assessments.lock(tx, assessmentId);
      if (!assessment) throw new NotFoundError('assessment');
      const { tree } = await this.grounds.standards.require(tx, assessment.standard, assessment.version);
      const refusal = refusalOf(assessment, tree);
      if (refusal !== null) throw new NotCertifiableError(refusal);
      if (assessment.leadId === tx.actor.id) throw new OwnCertificateError();
      if (await this.repository.findOfAssessment(tx, assessmentId))
        throw new NotCertifiableError('This assessment has its certificate already.');
      const id = uuid();
      const { partner, unit, standard, version, grade } = assessment;
      const validFrom = this.today;
      const validUntil = shiftDay(validFrom, `P${tree.certificate.months}M`);
      const certificate = {
        partner,
        unit,
        standard,
        version,
        grade: grade ?? '',
        scope,
        validFrom,
        validUntil,
      };
      const row = { ...certificate, id, assessmentId, code: newCode() };
      this.repository.insert(tx, row, this.grounds.clock.instant());
      const what = { action: 'certificate.issue', entity: 'certificate', entityId: id };
      this.grounds.audit.record(tx, { partner, ...what, after: certificate });
      return (await this.repository.find(tx, id)) as Certificate;
    });
  }

  /** @throws NotFoundError, CertificateActError. */
  async act(
    ctx: OperationContext,
    id: string,
    act: CertificateActKind,
    reason: string,
  ): Promise<Certificate> {
    return this.transactions.run(ctx, async (tx) => {
      const found = await this.repository.lock(tx, id);
      if (!found) throw new NotFoundError('certificate');
      const allowed = actsOpen(found, this.today);
      const status = statusOn(found, this.today);
      if (!allowed.includes(act)) throw new CertificateActError(act, status, allowed);
      this.repository.addAct(tx, found, uuid(), { act, reason, at: this.grounds.clock.instant() });
      this.grounds.audit.record(tx, {
        partner: found.partner,
        action: `certificate.${act.toLowerCase()}`,
        entity: 'certificate',
        entityId: id,
        before: { status },
        after: { act, reason },
      });
      return (await this.repository.find(tx, id)) as Certificate;
    });
  }

  /** What anybody may know who holds the code. @throws NotFoundError */
  async verify(code: string, requestId: string): Promise<Certificate> {
    const ctx = await everyScopeContext(this.transactions, 'OPERATOR', 'certificates', requestId);
    const found = await this.transactions.read(ctx, (tx) => this.repository.findByCode(tx, code));
    if (!found) throw new NotFoundError('certificate');
    return found;
  }
}

function refusalOf({ kind, state, grade }: Assessment, tree: StandardTree): string | null {
  if (kind !== 'SITE' && kind !== 'FOLLOW_UP') return 'Only an assessment on the spot carries a certificate.';
  if (state !== 'FINAL') return `Only a final assessment carries a certificate; this one is ${state}.`;
  const wanted = tree.certificate.grade;
  if (grade === null || !isAtLeast(tree, grade, wanted)) return `A certificate needs the grade ${wanted}.`;
  return null;
}

function newCode(): string {
  return [...randomBytes(CODE_LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
}
