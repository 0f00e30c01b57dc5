import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Readable } from 'node:stream';
import { Ctx, IdPipe, Permit, type OperationContext } from '#platform';
import { giveOut } from './attachment.js';
import { DownloadsService } from './downloads.service.js';

@ApiTags('documents')
@Controller('document-versions')
export class DownloadsController {
  constructor(private readonly downloads: DownloadsService) {}

  @Permit('documents:read')
  @Get(':id/content')
  @ApiOperation({ summary: 'The bytes of a version; every download is on record' })
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async content(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Readable | undefined> {
    const version = await this.downloads.find(ctx, id);
    return giveOut(reply, version, () => this.downloads.open(ctx, version));
  }
}
