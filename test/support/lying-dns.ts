import { createSocket, type Socket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { HostResolver, type HostAddress } from '../../libs/collection/src/sources/host-resolver.js';

const TYPE_A = 1;
const TYPE_AAAA = 28;
const HEADER_BYTES = 12;
/** An answer to a standard query, recursion available, no fault. */
const ANSWER_FLAGS = 0x8180;
const CLASS_IN = 1;

/** The addresses that a name has at one question; asked anew for each. */
export type Lie = (name: string, question: number) => string[];

/** A name server on loopback that answers what a test wants, differently each time if it wants. */
export interface LyingDns {
  /** Questions for addresses so far, of both kinds. */
  questions(): number;
  resolver: HostResolver;
  close(): Promise<void>;
}

/** Resolves through one name server only, as the system's resolver would through its own. */
class ResolverOf extends HostResolver {
  private readonly resolver = new Resolver({ timeout: 1_000, tries: 1 });

  constructor(port: number) {
    super();
    this.resolver.setServers([`127.0.0.1:${port}`]);
  }

  override async addressesOf(host: string): Promise<HostAddress[]> {
    const [four, six] = await Promise.all([
      this.resolver.resolve4(host).catch(() => []),
      this.resolver.resolve6(host).catch(() => []),
    ]);
    const addresses = [
      ...four.map((address) => ({ address, family: 4 })),
      ...six.map((address) => ({ address, family: 6 })),
    ];
    if (addresses.length === 0)
      throw Object.assign(new Error(`No address of ${host}`), { code: 'ENOTFOUND' });
    return addresses;
  }
}

export async function startLyingDns(lie: Lie): Promise<LyingDns> {
  const socket = createSocket('udp4');
  const asked = new Map<string, number>();
  let questions = 0;
  socket.on('message', (query, from) => {
    questions += 1;
    socket.send(answerTo(query, lie, asked), from.port, from.address);
  });
  await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done));
  return {
    questions: () => questions,
    resolver: new ResolverOf(socket.address().port),
    close: () => closed(socket),
  };
}

function closed(socket: Socket): Promise<void> {
  return new Promise((done) => socket.close(() => done()));
}

function answerTo(query: Buffer, lie: Lie, asked: Map<string, number>): Buffer {
  const { name, type, end } = questionOf(query);
  // A and AAAA of one lookup are one question to the liar, whichever of them comes first.
  const key = `${name} ${type}`;
  const count = asked.get(key) ?? 0;
  asked.set(key, count + 1);
  const wanted = lie(name, count).filter((address) => address.includes(':') === (type === TYPE_AAAA));
  const records =
    type === TYPE_A || type === TYPE_AAAA ? wanted.map((address) => recordOf(address, type)) : [];
  const header = Buffer.alloc(HEADER_BYTES);
  query.copy(header, 0, 0, 2);
  header.writeUInt16BE(ANSWER_FLAGS, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(records.length, 6);
  return Buffer.concat([header, query.subarray(HEADER_BYTES, end), ...records]);
}

function questionOf(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = HEADER_BYTES;
  while (query[at] !== 0) {
    const length = query[at];
    labels.push(query.subarray(at + 1, at + 1 + length).toString('latin1'));
    at += length + 1;
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

/** One resource record for the name of the question, with a time to live of zero: it may be forgotten at once. */
function recordOf(address: string, type: number): Buffer {
  const data = type === TYPE_A ? Buffer.from(address.split('.').map(Number)) : sixteenBytes(address);
  const record = Buffer.alloc(12);
  record.writeUInt16BE(0xc00c, 0);
  record.writeUInt16BE(type, 2);
  record.writeUInt16BE(CLASS_IN, 4);
  record.writeUInt16BE(data.length, 10);
  return Buffer.concat([record, data]);
}

function sixteenBytes(address: string): Buffer {
  const [head, tail] = address.split('::');
  const groups = (text: string | undefined) => (text ? text.split(':') : []);
  const before = groups(head);
  const after = groups(tail);
  const gap = tail === undefined ? 0 : 8 - before.length - after.length;
  const all = [...before, ...Array.from({ length: gap }, () => '0'), ...after];
  const bytes = Buffer.alloc(16);
  all.forEach((group, index) => bytes.writeUInt16BE(Number.parseInt(group, 16), index * 2));
  return bytes;
}
