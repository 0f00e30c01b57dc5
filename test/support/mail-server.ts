import type { Socket } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';

/** How the server treats what it is asked; a test changes it as it goes. */
export type MailServerMode =
  /** takes everything */
  | 'accept'
  /** 550 to every recipient */
  | 'reject'
  /** 451 to every recipient */
  | 'greylist'
  /** takes the whole message and then never answers */
  | 'silent'
  /** takes the whole message and closes the connection instead of answering */
  | 'hang-up';

/** A real SMTP server on loopback. */
export interface TestMailServer {
  /** For SMTP_URL. */
  url: string;
  mode: MailServerMode;
  /** Messages that were taken completely, whatever was answered afterwards, in order of arrival. */
  mails: ReceivedMail[];
  /** How many recipients were named, taken or not. */
  asked: number;
  /** Called with each message before it is answered. */
  onMessage: (() => Promise<void>) | undefined;
  close(): Promise<void>;
}

export interface ReceivedMail {
  to: string;
  raw: string;
  parsed: Email;
}

const refusal = (code: number, message: string) => Object.assign(new Error(message), { responseCode: code });

export async function startMailServer(mode: MailServerMode = 'accept'): Promise<TestMailServer> {
  const sockets = new Set<Socket>();
  const hangUp = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const state: TestMailServer = {
    url: '',
    mode,
    mails: [],
    asked: 0,
    onMessage: undefined,
    close: async () => {
      hangUp();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    closeTimeout: 100,
    onRcptTo(_address, _session, done) {
      state.asked += 1;
      if (state.mode === 'reject') return done(refusal(550, 'No such user here'));
      if (state.mode === 'greylist') return done(refusal(451, 'Greylisted, come back later'));
      return done();
    },
    onData(stream, session, done) {
      void answer(receive(state, stream, session, hangUp), done);
    },
  });
  server.on('error', () => undefined);
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.server.address() as { port: number };
  state.url = `smtp://127.0.0.1:${port}`;
  return state;
}

/** Says that a message was taken, or nothing at all. */
async function answer(receipt: Promise<void>, done: () => void): Promise<void> {
  try {
    await receipt;
  } catch {
    return;
  }
  done();
}

/** Reads a message; rejects when the client shall get no answer. */
async function receive(
  state: TestMailServer,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  hangUp: () => void,
): Promise<void> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece as Buffer);
  const raw = Buffer.concat(pieces);
  const to = session.envelope.rcptTo.map(({ address }) => address).join(',');
  state.mails.push({ to, raw: raw.toString('utf8'), parsed: await PostalMime.parse(raw) });
  await state.onMessage?.();
  if (state.mode === 'hang-up') hangUp();
  if (state.mode !== 'accept') throw new Error('no answer');
}
