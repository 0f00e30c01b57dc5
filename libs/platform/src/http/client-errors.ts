import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';

interface ParseFailure extends Error {
  code?: string;
}

const ANSWERS: Record<string, readonly [number, string]> = {
  HPE_HEADER_OVERFLOW: [431, 'headers-too-large'],
  HPE_INVALID_METHOD: [405, 'method-not-allowed'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'request-timeout'],
};

/** Answers bytes that are not a request at all; the connection ends, since its framing is lost. */
export function answerClientErrors(error: ParseFailure, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
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
    code,
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
