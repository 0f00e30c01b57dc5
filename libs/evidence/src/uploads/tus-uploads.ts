import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { API_PREFIX, NotFoundError, type OperationContext } from '#platform';
import { ResumableUploads, type TusAnswer } from './resumable-uploads.js';
import { announcementOf } from './tus-announcement.js';
import type { Upload } from './upload.js';
import { UploadsService } from './uploads.service.js';

const TUS_VERSION = '1.0.0';

/** Lets in who may upload, and hands the rest of each request to the protocol. */
@Injectable()
export class TusUploads {
  constructor(
    private readonly uploads: UploadsService,
    private readonly resumable: ResumableUploads,
  ) {}

  async begin(
    ctx: OperationContext,
    documentId: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    void reply.header('tus-resumable', TUS_VERSION);
    const { description, size } = await announcementOf(request);
    const upload = await this.uploads.begin(ctx, documentId, description, size);
    const answer = await this.answerOrForget(ctx, request, upload);
    void reply
      .status(answer.status)
      .headers({ ...answer.headers, location: `/${API_PREFIX}/uploads/${upload.id}` });
  }

  /** HEAD and PATCH of one's own upload. @throws NotFoundError */
  async proceed(
    ctx: OperationContext,
    id: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    void reply.header('tus-resumable', TUS_VERSION).header('cache-control', 'no-store');
    const upload = await this.uploads.own(ctx, id);
    if (upload.versionId !== null) return finished(upload, request, reply);
    const { status, headers } = await this.resumable.answer(ctx, request, upload);
    void reply.status(status).headers(headers);
  }

  /** @throws NotFoundError */
  async giveUp(ctx: OperationContext, id: string): Promise<void> {
    const upload = await this.uploads.own(ctx, id);
    if (upload.versionId !== null) throw new NotFoundError('upload');
    await this.uploads.abandon(ctx, upload, 'given-up');
  }

  /** An upload that the protocol refused to begin has no address, so nobody could resume it. */
  private async answerOrForget(
    ctx: OperationContext,
    request: FastifyRequest,
    upload: Upload,
  ): Promise<TusAnswer> {
    try {
      return await this.resumable.answer(ctx, request, upload);
    } catch (error) {
      await this.uploads.abandon(ctx, upload, 'refused');
      throw error;
    }
  }
}

/** A sender who missed the answer to the last bytes asks again, and learns what they became. */
function finished({ size, versionId }: Upload, { method }: FastifyRequest, reply: FastifyReply): void {
  if (method !== 'HEAD' || size === null || versionId === null) throw new NotFoundError('upload');
  void reply
    .status(200)
    .headers({ 'upload-offset': String(size), 'upload-length': String(size), 'document-version': versionId });
}
