import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, IdPipe, Permit, type OperationContext } from '#platform';
import { EvidenceLinkRequest, EvidenceLinksRequest, EvidenceLinksResponse } from './document-links.dto.js';
import { DocumentLinks } from './document-links.service.js';

@ApiTags('documents')
@Controller()
export class DocumentLinksController {
  constructor(private readonly links: DocumentLinks) {}

  @Permit('documents:manage')
  @Post('evidence-links')
  @ApiOperation({ summary: 'Tie a version of a document to what it documents' })
  @ApiCreatedResponse({ type: EvidenceLinksResponse })
  async add(@Ctx() ctx: OperationContext, @Body() body: EvidenceLinkRequest): Promise<EvidenceLinksResponse> {
    return EvidenceLinksResponse.from(await this.links.add(ctx, body.link()));
  }

  @Permit('documents:read')
  @Get('evidence-links')
  @ApiOperation({ summary: 'What is tied to a thing' })
  @ApiOkResponse({ type: EvidenceLinksResponse })
  async list(
    @Ctx() ctx: OperationContext,
    @Query() { subjectType, subject }: EvidenceLinksRequest,
  ): Promise<EvidenceLinksResponse> {
    return EvidenceLinksResponse.from(await this.links.listOf(ctx, subjectType, subject));
  }

  @Permit('documents:read')
  @Get('documents/:id/links')
  @ApiOperation({ summary: 'What the versions of a document prove' })
  @ApiOkResponse({ type: EvidenceLinksResponse })
  async ofDocument(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
  ): Promise<EvidenceLinksResponse> {
    return EvidenceLinksResponse.from(await this.links.ofDocument(ctx, id));
  }
}
