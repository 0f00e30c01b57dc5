import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { Config } from '#platform';
import { smtpOptions } from './smtp-options.js';

/** A mail ready to be sent; header values are plain text and lose their line ends on the way. */
export interface Mail {
  to: { name: string; address: string };
  subject: string;
  html: string;
  text: string;
  messageId: string;
  /** Language of the text, for readers and screen readers. */
  language: string;
  preferencesUrl: string;
  attachments: readonly { name: string; content: Buffer }[];
}

const CONTROL_CHARACTERS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;

/** Speaks to the configured mail server, over a few connections that are kept for the next mail. */
@Injectable()
export class Mailer implements BeforeApplicationShutdown {
  private transport: Transporter | undefined;
  private readonly sender: string;

  constructor(private readonly config: Config) {
    const host = new URL(config.PUBLIC_URL).hostname;
    this.sender = config.MAIL_FROM ?? `ASAN Franchise <no-reply@${host}>`;
  }

  /** Whether a mail server is configured at all. */
  get isConfigured(): boolean {
    return this.config.SMTP_URL !== undefined;
  }

  /**
   * Hands one mail over; returns the server's answer.
   *
   * @throws Error as nodemailer made it; `judgeMailFault` says what it means.
   */
  async send(mail: Mail): Promise<string> {
    if (!this.config.SMTP_URL) throw new Error('SMTP_URL is not set.');
    this.transport ??= createTransport(smtpOptions(this.config.SMTP_URL));
    const info = (await this.transport.sendMail({
      from: this.sender,
      to: { name: oneLine(mail.to.name), address: oneLine(mail.to.address) },
      subject: oneLine(mail.subject),
      html: mail.html,
      text: mail.text,
      messageId: mail.messageId,
      headers: { 'Content-Language': mail.language, 'Auto-Submitted': 'auto-generated' },
      list: { unsubscribe: { url: mail.preferencesUrl, comment: 'Reminders by mail' } },
      attachments: mail.attachments.map(({ name, content }) => ({ filename: oneLine(name), content })),
      // What a mail holds was made by us; nothing in it may make the sender read files or addresses.
      disableFileAccess: true,
      disableUrlAccess: true,
    })) as { response?: string };
    return info.response ?? '';
  }

  beforeApplicationShutdown(): void {
    this.transport?.close();
  }
}

/** Header injection needs a line end; names and subjects need none. */
function oneLine(text: string): string {
  return text.replaceAll(CONTROL_CHARACTERS, ' ').trim();
}
