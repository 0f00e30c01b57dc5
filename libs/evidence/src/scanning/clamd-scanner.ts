import { connect, type Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { once } from 'node:events';
import { UnavailableError } from '#platform';
import { VirusScanner, type Verdict } from './virus-scanner.js';

/** How long the scanner may stay silent; a large archive takes it a while. */
const SILENCE_MS = 120_000;
const MAX_ANSWER_BYTES = 4_096;
const COMMAND = 'zINSTREAM\0';

/**
 * Speaks clamd's INSTREAM: the command, chunks that each begin with their length in four bytes, big endian, and a chunk of
 * length zero; the answer ends with a zero byte (clamd's manual page, section COMMANDS).
 */
export class ClamdScanner extends VirusScanner {
  constructor(
    private readonly url: string,
    private readonly silenceMs = SILENCE_MS,
  ) {
    super();
  }

  async scan(bytes: Readable): Promise<Verdict> {
    const socket = connect(addressOf(this.url));
    try {
      return verdictOf(await this.ask(socket, bytes));
    } catch {
      throw new UnavailableError('scanner-unavailable', 'The virus scanner does not answer.');
    } finally {
      socket.destroy();
      bytes.destroy();
    }
  }

  private async ask(socket: Socket, bytes: Readable): Promise<string> {
    const answer = answerOf(socket, this.silenceMs);
    // Somebody may stop listening before the last chunk, having seen enough: then the answer counts, not the broken pipe.
    await Promise.race([send(socket, bytes), answer]);
    return answer;
  }
}

async function send(socket: Socket, bytes: Readable): Promise<void> {
  socket.write(COMMAND);
  for await (const piece of bytes) {
    const chunk = piece as Buffer;
    const length = Buffer.alloc(4);
    length.writeUInt32BE(chunk.length);
    socket.write(length);
    if (!socket.write(chunk)) await once(socket, 'drain');
  }
  socket.write(Buffer.alloc(4));
}

function answerOf(socket: Socket, silenceMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    socket.setTimeout(silenceMs, () => reject(new Error('The scanner is silent.')));
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('The scanner hung up.')));
    socket.on('data', (data) => {
      text += data.toString('utf8');
      if (text.endsWith('\0')) resolve(text.slice(0, -1));
      else if (text.length > MAX_ANSWER_BYTES) reject(new Error('The scanner talks nonsense.'));
    });
  });
}

/** `stream: OK`, `stream: <name> FOUND`, or anything that ends with ERROR. */
function verdictOf(answer: string): Verdict {
  if (answer === 'stream: OK') return { scan: 'CLEAN' };
  const threat = /^stream: (.{1,200}) FOUND$/.exec(answer)?.[1];
  if (threat) return { scan: 'INFECTED', threat };
  if (answer.endsWith('ERROR')) return { scan: 'FAILED', reason: answer.slice(0, 200) };
  throw new Error('The scanner talks nonsense.');
}

function addressOf(url: string): { path: string } | { host: string; port: number } {
  const { protocol, hostname, port, pathname } = new URL(url);
  if (protocol === 'unix:') return { path: decodeURIComponent(pathname) };
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) };
}
