import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** What came back on a bare socket. */
export interface RawAnswer {
  status: number;
  /** Lower-case names; a repeated header keeps its last value. */
  headers: Record<string, string>;
  body: string;
  /** Whether `100 Continue` came before the answer. */
  continued: boolean;
  /** From the first byte sent to the complete answer. */
  elapsedMs: number;
}

export interface RawOptions {
  /** Bytes sent one piece after the other, e.g. a slow body; a broken connection ends the sending. */
  rest?: Iterable<string | Buffer>;
  intervalMs?: number;
  timeoutMs?: number;
  /** The answer to a HEAD request announces a body that never comes. */
  head?: boolean;
}

/**
 * Sends bytes exactly as given, for requests that no HTTP client agrees to send.
 *
 * @throws Error when no complete answer arrives in time or the connection ends without one.
 */
export async function sendRaw(
  url: string,
  first: string | Buffer,
  options: RawOptions = {},
): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  const begun = performance.now();
  try {
    const answer = receive(socket, options);
    answer.catch(() => undefined);
    socket.write(first);
    await trickle(socket, options);
    return { ...(await answer), elapsedMs: performance.now() - begun };
  } finally {
    socket.destroy();
  }
}

/** The head of a request with the headers that every well-formed one has. */
export function requestHead(url: string, line: string, ...headers: string[]): string {
  return [`${line} HTTP/1.1`, `Host: ${new URL(url).host}`, 'Connection: close', ...headers, '', ''].join(
    '\r\n',
  );
}

async function trickle(socket: Socket, { rest, intervalMs = 0 }: RawOptions): Promise<void> {
  for (const piece of rest ?? []) {
    if (intervalMs > 0) await pause(intervalMs);
    if (socket.destroyed || !socket.writable || socket.readableLength > 0) return;
    const room = socket.write(piece);
    if (!room) await Promise.race([once(socket, 'drain'), once(socket, 'close')]);
  }
}

function once(socket: Socket, event: string): Promise<void> {
  return new Promise((done) => void socket.once(event, () => done()));
}

type Received = Omit<RawAnswer, 'elapsedMs'>;

function receive(socket: Socket, { timeoutMs = 10_000, head = false }: RawOptions): Promise<Received> {
  return new Promise((resolve, reject) => {
    let bytes = Buffer.alloc(0);
    const timer = setTimeout(() => reject(new Error('no complete answer in time')), timeoutMs);
    const finish = (ended: boolean) => {
      const answer = parse(bytes, ended, head);
      if (answer) resolve(answer);
      else if (ended) reject(new Error(`the connection ended after ${bytes.length} bytes`));
      if (answer ?? ended) clearTimeout(timer);
    };
    socket.on('data', (chunk) => {
      bytes = Buffer.concat([bytes, chunk as Buffer]);
      finish(false);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => finish(true));
  });
}

/** The answer, or null while bytes are missing. */
function parse(bytes: Buffer, ended: boolean, head: boolean): Received | null {
  const text = bytes.toString('latin1');
  const continued = text.startsWith('HTTP/1.1 100');
  const start = continued ? text.indexOf('\r\n\r\n') + 4 : 0;
  const end = text.indexOf('\r\n\r\n', start);
  if (end < 0) return null;
  const [line, ...fields] = text.slice(start, end).split('\r\n');
  const headers = Object.fromEntries(
    fields.map((field) => [
      field.slice(0, field.indexOf(':')).toLowerCase(),
      field.slice(field.indexOf(':') + 1).trim(),
    ]),
  );
  const body = bytes.subarray(end + 4).toString('utf8');
  const complete = head || ended || isComplete(headers, bytes.length - end - 4, body);
  return complete ? { status: Number(line.split(' ')[1]), headers, body, continued } : null;
}

function isComplete(headers: Record<string, string>, received: number, body: string): boolean {
  if (headers['transfer-encoding'] === 'chunked') return body.endsWith('0\r\n\r\n');
  return received >= Number(headers['content-length'] ?? Infinity);
}
