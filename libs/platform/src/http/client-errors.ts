import { STATUS_CODES, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { v7 as uuid } from 'uuid';

interface ParseFailure extends Error {
  code?: string;
}

const ANSWERS: Record<string, readonly [number, string]> = {
  HPE_HEADER_OVERFLOW: [431, 'headers-too-large'],
  HPE_INVALID_METHOD: [405, 'method-not-allowed'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'request-timeout'],
};

const DETAILS: Record<string, string> = {
  'headers-too-large': 'The request line and the headers are longer than this server reads.',
  'method-not-allowed': 'This server does not know that method.',
  'request-timeout': 'The request did not arrive in time.',
  'malformed-request': 'These bytes are not an HTTP request.',
  'expectation-failed': 'The only expectation that is met here is 100-continue.',
};

/** A socket with the answer that Node is writing to it, if any. */
interface AnsweringSocket extends Socket {
  _httpMessage?: ServerResponse | null;
}

/** Answers bytes that are not a request at all; the connection ends, since its framing is lost. */
export function answerClientErrors(error: ParseFailure, socket: AnsweringSocket): void {
  // A second answer in the middle of a first one would be read as part of it.
  // oxlint-disable-next-line no-underscore-dangle -- Node's own name
  if (error.code === 'ECONNRESET' || !socket.writable || socket._httpMessage?.headersSent) {
    socket.destroy();
    return;
  }
  const [status, code] = ANSWERS[error.code ?? ''] ?? [400, 'malformed-request'];
  rawProblem(socket, status, code);
}

/** A problem document on a bare socket, then the end of the connection. */
export function rawProblem(socket: Socket, status: number, code: string): void {
  const body = JSON.stringify({
    type: `/problems/${code}`,
    title: STATUS_CODES[status],
    status,
    detail: DETAILS[code] ?? DETAILS['malformed-request'],
    instance: '',
    code,
    traceId: uuid(),
    errors: [],
  });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'content-type: application/problem+json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    ...(status === 405 ? ['allow: GET, HEAD, POST, PATCH'] : []),
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
