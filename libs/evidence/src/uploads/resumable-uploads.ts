import { Injectable } from '@nestjs/common';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';
import type { FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { OperationContext } from '#platform';
import { FinishUpload } from './finish-upload.js';
import { Spool } from './spool.js';
import { refusalOf } from './tus-refusal.js';
import { MAX_DOCUMENT_MEGABYTES, MEGABYTE, type Upload } from './upload.js';

const PATH = '/uploads';
/** Headers of a request that the protocol knows; nothing else of it, least of all credentials, reaches the library. */
const PASSED_ON = [
  'content-length',
  'content-type',
  'tus-resumable',
  'upload-length',
  'upload-offset',
  'upload-metadata',
];
const WITHOUT_BODY = ['HEAD', 'DELETE'];

/** What the protocol answers. */
export interface TusAnswer {
  status: number;
  headers: Record<string, string>;
}

/** One request of an upload, for as long as it lasts. */
interface Turn {
  ctx: OperationContext;
  upload: Upload;
  error?: unknown;
}

/** The tus protocol, spoken by a kept library behind our own door: whoever gets here was let in by the services. */
@Injectable()
export class ResumableUploads {
  private readonly turns = new WeakMap<object, Turn>();
  private server: Server | undefined;

  constructor(
    private readonly spool: Spool,
    private readonly finish: FinishUpload,
  ) {}

  /**
   * Has a request about an upload answered.
   *
   * @throws BusinessError named after what the protocol refused; what FinishUpload throws with the last byte.
   */
  async answer(ctx: OperationContext, request: FastifyRequest, upload: Upload): Promise<TusAnswer> {
    await this.spool.prepare();
    const turn: Turn = { ctx, upload };
    const question = questionOf(request, upload.id);
    this.turns.set(question, turn);
    const response = await this.tus().handleWeb(question);
    if (response.status >= 400) throw refusalOf(response.status, turn.error);
    const kept = [...response.headers].filter(([name]) => !name.startsWith('access-control-'));
    const headers = { ...Object.fromEntries(kept), 'upload-expires': expiry(upload) };
    return { status: response.status, headers };
  }

  private tus(): Server {
    this.server ??= new Server({
      path: PATH,
      datastore: new FileStore({ directory: this.spool.folder }),
      maxSize: MAX_DOCUMENT_MEGABYTES * MEGABYTE,
      allowedOrigins: () => false,
      generateUrl: (_request, { id }) => id,
      namingFunction: (request) => this.turnOf(request).upload.id,
      onResponseError: (request, error) => {
        this.turnOf(request).error = error;
        return undefined;
      },
      onUploadFinish: async (request) => {
        const { ctx, upload } = this.turnOf(request);
        const { id } = await this.finish.run(ctx, upload);
        return { headers: { 'Document-Version': id } };
      },
    });
    return this.server;
  }

  private turnOf(request: object): Turn {
    const turn = this.turns.get(request);
    if (!turn) throw new Error('A request of an upload without its turn.');
    return turn;
  }
}

function questionOf({ method, headers, raw }: FastifyRequest, id: string): Request {
  const given = PASSED_ON.flatMap((name) => {
    const value = headers[name];
    return typeof value === 'string' ? [[name, value] as [string, string]] : [];
  });
  const path = method === 'POST' ? PATH : `${PATH}/${id}`;
  const hasBody = !WITHOUT_BODY.includes(method) && headers['content-type'] !== undefined;
  return new Request(`http://uploads.invalid${path}`, {
    method,
    headers: given,
    ...(hasBody ? { body: Readable.toWeb(raw) as ReadableStream as never, duplex: 'half' } : {}),
  });
}

/** The date form that the protocol asks for (RFC 9110). */
function expiry({ expiresAt }: Upload): string {
  return new Date(expiresAt).toUTCString();
}
