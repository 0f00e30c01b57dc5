/** What is known about a mail after the conversation with the server failed. */
export type MailFault = 'LATER' | 'REFUSED' | 'UNCERTAIN';

/** Failures that come before a message can have been handed over. */
const BEFORE_THE_MESSAGE = new Set(['EDNS', 'ETLS', 'EREQUIRETLS', 'EAUTH', 'ENOAUTH', 'ECONFIG', 'ESTREAM']);
const BEFORE_THE_MESSAGE_TIMEOUTS = new Set(['CONNECTION_TIMEOUT', 'GREETING_TIMEOUT']);
/** The steps at which a refusal is about this recipient or this message; before them it is about us. */
const ABOUT_THE_MAIL = new Set(['RCPT TO', 'DATA']);
const FIRST_PERMANENT = 500;
const MAX_ANSWER = 300;

interface SmtpFault {
  code?: string;
  timeoutType?: string;
  syscall?: string;
  command?: string;
  responseCode?: number;
  response?: string;
  message: string;
}

/**
 * Judges a failed attempt. The server's own answer decides (RFC 5321 4.2.1: 4xx come back, 5xx do not); without one
 * only failures that certainly came before the message may be repeated. Whatever else happened, the message may have
 * arrived, and a second copy is worse than a missing one that headquarters can see.
 */
export function judgeMailFault(error: unknown): MailFault {
  const { code = '', timeoutType = '', syscall, command = '', responseCode } = error as SmtpFault;
  if (BEFORE_THE_MESSAGE.has(code) || BEFORE_THE_MESSAGE_TIMEOUTS.has(timeoutType)) return 'LATER';
  if (syscall === 'connect' || syscall === 'getaddrinfo') return 'LATER';
  // Only an address or an envelope that cannot be written down at all fails without the server being asked.
  if (responseCode === undefined) return code === 'EENVELOPE' ? 'REFUSED' : 'UNCERTAIN';
  return responseCode >= FIRST_PERMANENT && ABOUT_THE_MAIL.has(command) ? 'REFUSED' : 'LATER';
}

/** The server's words, or ours, on one line for the delivery record. */
export function mailAnswer(error: unknown): string {
  const { response, message } = error as SmtpFault;
  return (response ?? message ?? '').replaceAll(/\s+/g, ' ').slice(0, MAX_ANSWER);
}
