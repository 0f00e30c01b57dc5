import { Injectable } from '@nestjs/common';
import { Config, Log, type OperationContext } from '#platform';
import type { User } from '#identity';
import { PreferenceLinks } from '../preferences/preference-links.js';
import type { DigestLine, DigestMail } from './digest-mails.repository.js';
import { digestView } from './digest-mail.js';
import { MailTexts, type MailLocale } from './mail-texts.js';
import type { Mail } from './mailer.js';
import { NotificationSubjects, type MailAttachment } from './notification-subjects.js';
import { digestHtml, digestText } from './render-digest.js';

/** Writes the mail: texts, links, and the files that let the reader act at once. */
@Injectable()
export class DigestWriter {
  private readonly publicUrl: string;

  constructor(
    private readonly texts: MailTexts,
    private readonly links: PreferenceLinks,
    private readonly subjects: NotificationSubjects,
    private readonly log: Log,
    config: Config,
  ) {
    this.publicUrl = config.PUBLIC_URL.replace(/\/+$/, '');
  }

  async write(
    ctx: OperationContext,
    { digest, reader, lines }: { digest: DigestMail; reader: User; lines: readonly DigestLine[] },
    now: string,
  ): Promise<Mail> {
    const locale = this.texts.localeOf(reader.locale);
    const attachments = await this.attach(ctx, lines, locale);
    const preferencesUrl = this.links.urlFor({ recipient: reader.id, scope: reader.scope });
    const reading = { name: reader.name, locale, now, publicUrl: this.publicUrl, preferencesUrl };
    const view = digestView(this.texts, lines, { ...reading, attachments: attachments.length });
    return {
      to: { name: reader.name, address: reader.email },
      subject: view.subject,
      html: digestHtml(view),
      text: digestText(view),
      // The same for every attempt, so that a server that saw it before can tell.
      messageId: `<digest-${digest.id}@${new URL(this.publicUrl).hostname}>`,
      language: locale,
      preferencesUrl,
      attachments,
    };
  }

  /** A reminder without its workbook is still a reminder; one that never leaves is none. */
  private async attach(
    ctx: OperationContext,
    lines: readonly DigestLine[],
    locale: MailLocale,
  ): Promise<readonly MailAttachment[]> {
    try {
      return await this.subjects.attachments(ctx, lines, locale);
    } catch (error) {
      this.log.warn('a reminder goes without its workbooks', { error });
      return [];
    }
  }
}
