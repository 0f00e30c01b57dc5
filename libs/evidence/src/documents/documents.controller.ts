import { Body, Controller, Get, HttpCode, HttpStatus, Param, Patch, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Ctx, Cursors, IdPipe, IfMatch, Permit, type OperationContext } from '#platform';
import {
  DocumentChangeRequest,
  DocumentResponse,
  DocumentsPage,
  DocumentsRequest,
  NewDocumentRequest,
  RemoveVersionRequest,
} from './documents.dto.js';
import { DocumentVersionResponse } from './document-version.dto.js';
import { DocumentsService } from './documents.service.js';
import { VersionsService } from './versions.service.js';

@ApiTags('documents')
@Controller()
export class DocumentsController {
  constructor(
    private readonly documents: DocumentsService,
    private readonly versions: VersionsService,
    private readonly cursors: Cursors,
  ) {}

  @Permit('documents:read')
  @Get('documents')
  @ApiOperation({ summary: 'The documents that I may read, newest first' })
  @ApiOkResponse({ type: DocumentsPage })
  async list(@Ctx() ctx: OperationContext, @Query() query: DocumentsRequest): Promise<DocumentsPage> {
    const { partner, kind, classification, limit, cursor } = query;
    const question = { partner, kind, classification, limit, cursor };
    return DocumentsPage.from(await this.documents.page(ctx, this.cursors, question));
  }

  @Permit('documents:manage')
  @Post('documents')
  @ApiOperation({ summary: 'File a document; its bytes follow as versions' })
  @ApiCreatedResponse({ type: DocumentResponse })
  async create(@Ctx() ctx: OperationContext, @Body() body: NewDocumentRequest): Promise<DocumentResponse> {
    return DocumentResponse.from(await this.documents.create(ctx, body.document()));
  }

  @Permit('documents:read')
  @Get('documents/:id')
  @ApiOperation({ summary: 'A document and its versions' })
  @ApiOkResponse({ type: DocumentResponse })
  async get(@Ctx() ctx: OperationContext, @Param('id', IdPipe) id: string): Promise<DocumentResponse> {
    return DocumentResponse.from(await this.documents.get(ctx, id));
  }

  @Permit('documents:manage')
  @Patch('documents/:id')
  @ApiOperation({ summary: 'Change title, note or classification' })
  @ApiOkResponse({ type: DocumentResponse })
  async change(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @IfMatch() rev: number,
    @Body() body: DocumentChangeRequest,
  ): Promise<DocumentResponse> {
    return DocumentResponse.from(await this.documents.change(ctx, id, rev, body));
  }

  @Permit('documents:read')
  @Get('document-versions/:id')
  @ApiOperation({ summary: 'One version of a document' })
  @ApiOkResponse({ type: DocumentVersionResponse })
  async version(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
  ): Promise<DocumentVersionResponse> {
    return DocumentVersionResponse.from(await this.versions.get(ctx, id));
  }

  @Permit('documents:manage')
  @Post('document-versions/:id/removal')
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiOperation({ summary: 'Remove a version that proves nothing; its bytes are deleted, its row remains' })
  @ApiNoContentResponse()
  async remove(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @Body() body: RemoveVersionRequest,
  ): Promise<void> {
    await this.versions.remove(ctx, id, body.reason);
  }
}
