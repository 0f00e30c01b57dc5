import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import {
  Clock,
  everyScopeContext,
  HQ_SCOPE,
  programContext,
  Transactions,
  UnavailableError,
  type JobPayload,
  type OperationContext,
} from '#platform';
import type { User } from '#identity';
import { DigestRecords } from './digest-records.js';
import type { DigestLine, DigestMail, SendingEnd } from './digest-mails.repository.js';
import { DigestWriter } from './digest-writer.js';
import { judgeMailFault, mailAnswer } from './mail-fault.js';
import { Mailer, type Mail } from './mailer.js';

const STATE_AFTER = { LATER: 'QUEUED', REFUSED: 'BOUNCED', UNCERTAIN: 'UNCERTAIN' } as const;
const REASON_AFTER = { LATER: 'server-not-ready', REFUSED: 'refused', UNCERTAIN: 'no-answer' } as const;
const RETRY_SECONDS = 60;

interface Material {
  digest: DigestMail;
  reader: User;
  lines: DigestLine[];
}

/**
 * Sends one digest. The right to speak to the server is taken in a transaction of its own before the first word, and
 * is never given twice: whoever vanishes while holding it leaves a mail that counts as UNCERTAIN and stays unsent.
 */
@Injectable()
export class SendDigest {
  constructor(
    private readonly transactions: Transactions,
    private readonly records: DigestRecords,
    private readonly writer: DigestWriter,
    private readonly mailer: Mailer,
    private readonly clock: Clock,
  ) {}

  /** @throws UnavailableError when the server asked to come back; the queue does, with jitter. */
  async run(payload: JobPayload): Promise<void> {
    const ctx = await this.contextFor(payload.scope);
    const material = await this.prepare(ctx, payload.id);
    if (!material) return;
    const mail = await this.writer.write(ctx, material, this.clock.instant());
    const right = { locale: mail.language, address: mail.to.address, messageId: mail.messageId };
    const attempt = await this.transactions.run(ctx, (tx) =>
      this.records.mails.beginSending(tx, payload.id, material.lines, right),
    );
    if (attempt === null) return;
    const end = await this.speak(mail);
    await this.conclude(ctx, material.digest, attempt, end);
    if (end.state === 'QUEUED')
      throw new UnavailableError(
        'mail-unavailable',
        'The mail server asked to come back later.',
        RETRY_SECONDS,
      );
  }

  /** People of headquarters read of every partner in one mail; everybody else of their own country. */
  private async contextFor(scope: string): Promise<OperationContext> {
    if (scope === HQ_SCOPE)
      return everyScopeContext(this.transactions, 'SCHEDULER', 'notifications', 'send-digest');
    return programContext('SCHEDULER', 'notifications', [scope], 'send-digest');
  }

  /** What is still worth saying, or null when there is nothing or somebody else is at it. */
  private async prepare(ctx: OperationContext, id: string): Promise<Material | null> {
    const { mails, users, subjects } = this.records;
    return this.transactions.run(ctx, async (tx) => {
      const digest = await mails.find(tx, id);
      if (digest?.state !== 'QUEUED') return null;
      const lines = await mails.listLines(tx, id);
      const reader = await users.findById(tx, digest.recipient);
      const all = lines.map(({ deliveryId }) => deliveryId);
      if (!reader || reader.disabled) return mails.suppress(tx, id, all, 'account-closed').then(() => null);
      if (!this.mailer.isConfigured) return mails.suppress(tx, id, all, 'no-mail-server').then(() => null);
      const settled = new Set(await subjects.settled(tx, lines));
      const gone = [...settled].map(({ deliveryId }) => deliveryId);
      await mails.suppress(tx, id, gone, 'settled');
      const left = lines.filter((line) => !settled.has(line));
      return left.length === 0 ? null : { digest, reader, lines: left };
    });
  }

  private async speak(mail: Mail): Promise<SendingEnd> {
    try {
      const answer = await this.mailer.send(mail);
      return { state: 'SENT', reason: null, answer, at: this.clock.instant() };
    } catch (error) {
      const fault = judgeMailFault(error);
      const at = this.clock.instant();
      return { state: STATE_AFTER[fault], reason: REASON_AFTER[fault], answer: mailAnswer(error), at };
    }
  }

  private async conclude(
    ctx: OperationContext,
    { id, scope, recipient }: DigestMail,
    attempt: number,
    end: SendingEnd,
  ): Promise<void> {
    const { mails, tasks } = this.records;
    await this.transactions.run(ctx, async (tx) => {
      if (!(await mails.endSending(tx, id, attempt, end))) return;
      if (end.state === 'SENT') await tasks.close(tx, recipient, end.at);
      if (end.state === 'BOUNCED')
        await tasks.openAfterTwoBounces(tx, { id: uuid(), scope, recipient, at: end.at });
    });
  }
}
