import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The text that every scanner calls a virus, put together here so that no scanner finds it in our sources. */
export const EICAR = Buffer.from(
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!', '$H+H*'].join(''),
);

export interface FakeClamd {
  url: string;
  /** Bytes of each stream that came in. */
  streams: Buffer[];
  /** What to do with the next ones instead of looking at them. */
  behaviour: 'SCAN' | 'ERROR' | 'HANG_UP' | 'NONSENSE';
  close(): Promise<void>;
}

/** A server that speaks clamd's INSTREAM over TCP or a unix socket and knows one virus. */
export async function startClamd(kind: 'tcp' | 'unix' = 'tcp'): Promise<FakeClamd> {
  const folder = await mkdtemp(join(tmpdir(), 'clamd-'));
  const clamd: FakeClamd = { url: '', streams: [], behaviour: 'SCAN', close: async () => undefined };
  const server = createServer((socket) => converse(socket, clamd));
  const path = join(folder, 'clamd.sock');
  await new Promise<void>((done) =>
    kind === 'tcp' ? server.listen(0, '127.0.0.1', done) : server.listen(path, done),
  );
  clamd.url = kind === 'tcp' ? `tcp://127.0.0.1:${portOf(server)}` : `unix://${path}`;
  clamd.close = async () => {
    await new Promise((done) => server.close(done));
    await rm(folder, { recursive: true });
  };
  return clamd;
}

function portOf(server: Server): number {
  return (server.address() as { port: number }).port;
}

function converse(socket: Socket, clamd: FakeClamd): void {
  let heard = Buffer.alloc(0);
  socket.on('error', () => undefined);
  socket.on('data', (data) => {
    heard = Buffer.concat([heard, data]);
    if (clamd.behaviour === 'HANG_UP') return void socket.destroy();
    const stream = completeStream(heard);
    if (!stream) return;
    clamd.streams.push(stream);
    socket.end(`${answerTo(stream, clamd.behaviour)}\0`);
  });
}

function answerTo(stream: Buffer, behaviour: FakeClamd['behaviour']): string {
  if (behaviour === 'ERROR') return 'INSTREAM size limit exceeded. ERROR';
  if (behaviour === 'NONSENSE') return 'HTTP/1.1 200 OK';
  return stream.includes(EICAR) ? 'stream: Eicar-Test-Signature FOUND' : 'stream: OK';
}

/** The bytes between the command and the chunk of length zero; null until that chunk came. */
function completeStream(heard: Buffer): Buffer | null {
  const command = Buffer.from('zINSTREAM\0');
  if (!heard.subarray(0, command.length).equals(command)) return null;
  const chunks: Buffer[] = [];
  let at = command.length;
  while (at + 4 <= heard.length) {
    const length = heard.readUInt32BE(at);
    if (length === 0) return Buffer.concat(chunks);
    if (at + 4 + length > heard.length) return null;
    chunks.push(heard.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}
