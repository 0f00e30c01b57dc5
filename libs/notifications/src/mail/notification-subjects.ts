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

/** The way back up: mails are written below the libraries whose things they are about. */
@Injectable()
export class NotificationSubjects {
  private readonly sources = new Map<NoticeKind | 'OTHER', SubjectSource>();

  /**
   * Called from module initialisation, before any job is taken.
   *
   * @param kinds that the source answers for; absent: all that nobody else does
   */
  register(source: SubjectSource, kinds: readonly (NoticeKind | 'OTHER')[] = ['OTHER']): void {
    for (const kind of kinds) {
      if (this.sources.has(kind)) throw new Error('Two sources of notification subjects.');
      this.sources.set(kind, source);
    }
  }

  async settled<Line extends SubjectLine>(tx: Transaction, lines: readonly Line[]): Promise<readonly Line[]> {
    const settled: Line[] = [];
    for (const [source, own] of this.shares(lines)) settled.push(...(await source.settled(tx, own)));
    return settled;
  }

  async attachments(
    ctx: OperationContext,
    lines: readonly SubjectLine[],
    locale: string,
  ): Promise<readonly MailAttachment[]> {
    const files: MailAttachment[] = [];
    for (const [source, own] of this.shares(lines))
      files.push(...(await source.attachments(ctx, own, locale)));
    return files;
  }

  /** The lines of each source. */
  private shares<Line extends SubjectLine>(lines: readonly Line[]): Map<SubjectSource, Line[]> {
    const shares = new Map<SubjectSource, Line[]>();
    for (const line of lines) {
      const source = this.sources.get(line.kind) ?? this.sources.get('OTHER');
      if (source) shares.set(source, [...(shares.get(source) ?? []), line]);
    }
    return shares;
  }
}
