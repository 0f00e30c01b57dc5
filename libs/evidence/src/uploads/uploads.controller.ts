import { Controller, Delete, Head, HttpCode, HttpStatus, Param, Patch, Post, Req, Res } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Ctx, IdPipe, Permit, type OperationContext } from '#platform';
import { DocumentVersionResponse } from '../documents/document-version.dto.js';
import { VersionUploadForm } from '../documents/version-description.dto.js';
import { FormUpload } from './form-upload.js';
import { TusUploads } from './tus-uploads.js';

@ApiTags('documents')
@Controller()
export class UploadsController {
  constructor(
    private readonly forms: FormUpload,
    private readonly tus: TusUploads,
  ) {}

  @Permit('documents:manage')
  @Post('documents/:id/versions')
  @ApiConsumes('multipart/form-data')
  @ApiBody({ type: VersionUploadForm })
  @ApiOperation({ summary: 'Add a version of at most 10 MB in one request' })
  @ApiCreatedResponse({ type: DocumentVersionResponse })
  async upload(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @Req() request: FastifyRequest,
  ): Promise<DocumentVersionResponse> {
    return DocumentVersionResponse.from(await this.forms.receive(ctx, id, request));
  }

  @Permit('documents:manage')
  @Post('documents/:id/uploads')
  @ApiOperation({ summary: 'Begin a resumable upload of a version (tus 1.0.0); its address is in Location' })
  @ApiHeader({ name: 'Tus-Resumable', example: '1.0.0' })
  @ApiHeader({ name: 'Upload-Length', description: 'bytes, at most 200 MB' })
  @ApiHeader({ name: 'Upload-Metadata', description: 'filename, sha256, language, authenticity, form' })
  @ApiCreatedResponse()
  async begin(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.tus.begin(ctx, id, request, reply);
  }

  @Permit('documents:manage')
  @Head('uploads/:id')
  @ApiOperation({ summary: 'How far a resumable upload came' })
  @ApiOkResponse()
  async progress(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.tus.proceed(ctx, id, request, reply);
  }

  @Permit('documents:manage')
  @Patch('uploads/:id')
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiConsumes('application/offset+octet-stream')
  @ApiOperation({
    summary: 'Send the next bytes; the answer to the last ones names the version that they became',
  })
  @ApiHeader({ name: 'Upload-Offset', description: 'where these bytes begin' })
  @ApiNoContentResponse()
  async send(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.tus.proceed(ctx, id, request, reply);
  }

  @Permit('documents:manage')
  @Delete('uploads/:id')
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiOperation({ summary: 'Give an upload up' })
  @ApiNoContentResponse()
  async giveUp(@Ctx() ctx: OperationContext, @Param('id', IdPipe) id: string): Promise<void> {
    await this.tus.giveUp(ctx, id);
  }
}
