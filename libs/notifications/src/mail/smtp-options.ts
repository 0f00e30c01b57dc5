const SMTP_TIMEOUT_MS = 15_000;
const SUBMISSION_PORT = 587;
const SMTPS_PORT = 465;
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** How the mail library is told to speak to a server. */
export interface SmtpOptions {
  pool: true;
  host: string;
  port: number;
  secure: boolean;
  requireTLS: boolean;
  auth?: { user: string; pass: string };
  maxConnections: number;
  /** 0: a connection that closed in the middle of a message must not send it again by itself. */
  maxRequeues: 0;
  idleTimeout: number;
  connectionTimeout: number;
  greetingTimeout: number;
  socketTimeout: number;
  dnsTimeout: number;
}

/**
 * Reads `smtps://user:password@host:465` or `smtp://host:587`. Beyond this machine `smtp:` insists on STARTTLS;
 * `?starttls=optional` is for a relay inside a private network that has none.
 *
 * @throws TypeError for anything else; the address may hold a password and is not repeated.
 */
export function smtpOptions(url: string): SmtpOptions {
  const { protocol, hostname, port, username, password, searchParams } = parsed(url);
  const secure = protocol === 'smtps:';
  const isExempt = LOOPBACK.has(hostname) || searchParams.get('starttls') === 'optional';
  const auth = { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
  return {
    pool: true,
    host: hostname.replaceAll(/^\[|\]$/g, ''),
    port: port ? Number(port) : secure ? SMTPS_PORT : SUBMISSION_PORT,
    secure,
    requireTLS: !secure && !isExempt,
    ...(username ? { auth } : {}),
    maxConnections: 2,
    maxRequeues: 0,
    idleTimeout: SMTP_TIMEOUT_MS,
    connectionTimeout: SMTP_TIMEOUT_MS,
    greetingTimeout: SMTP_TIMEOUT_MS,
    socketTimeout: SMTP_TIMEOUT_MS,
    dnsTimeout: SMTP_TIMEOUT_MS,
  };
}

function parsed(url: string): URL {
  const address = URL.canParse(url) ? new URL(url) : null;
  if (!address || !['smtp:', 'smtps:'].includes(address.protocol) || !address.hostname)
    throw new TypeError('SMTP_URL is not of the form smtp(s)://user:password@host:port.');
  return address;
}
