import { Injectable } from '@nestjs/common';
import type { OperationContext, Transaction } from '#platform';
import type { NoticeKind } from '../deliveries/delivery.js';

/** A thing that a notice is about, as its mail asks for it. */
export interface SubjectLine {
  subjectId: string;
  partner: string;
  kind: NoticeKind;
}

export interface MailAttachment {
  name: string;
  content: Buffer;
}

/** Knows the things that notices are about; the library above that owns them registers one. */
export interface SubjectSource {
  /** Which of them need nobody's attention any more, e.g. because the report came in meanwhile. */
  settled<Line extends SubjectLine>(tx: Transaction, lines: readonly Line[]): Promise<readonly Line[]>;
  /** Files that let the reader act right from the mail. */
  attachments(
    ctx: OperationContext,
    lines: readonly SubjectLine[],
    locale: string,
  ): Promise<readonly MailAttachment[]>;
}

/** The way back up: mails are written below the libraries whose reports they are about. */
@Injectable()
export class NotificationSubjects {
  private source: SubjectSource | undefined;

  /** Called from module initialisation, before any job is taken. */
  register(source: SubjectSource): void {
    if (this.source) throw new Error('Two sources of notification subjects.');
    this.source = source;
  }

  async settled<Line extends SubjectLine>(tx: Transaction, lines: readonly Line[]): Promise<readonly Line[]> {
    return this.source ? this.source.settled(tx, lines) : [];
  }

  async attachments(
    ctx: OperationContext,
    lines: readonly SubjectLine[],
    locale: string,
  ): Promise<readonly MailAttachment[]> {
    return this.source ? this.source.attachments(ctx, lines, locale) : [];
  }
}
