import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Ctx, Cursors, IdPipe, Permit, Public, type OperationContext } from '#platform';
import {
  CertificateActRequest,
  CertificateRequest,
  CertificateResponse,
  CertificatesPage,
  CertificatesRequest,
  VerifiedCertificateResponse,
} from './certificates.dto.js';
import { CertificatesService } from './certificates.service.js';

@ApiTags('standards')
@Controller('certificates')
export class CertificatesController {
  constructor(
    private readonly certificates: CertificatesService,
    private readonly cursors: Cursors,
  ) {}

  @Public()
  @Get('verify/:code')
  @ApiOperation({ summary: 'What a certificate is worth today, for anybody who holds its code' })
  @ApiOkResponse({ type: VerifiedCertificateResponse })
  async verify(
    @Param('code') code: string,
    @Req() { id }: FastifyRequest,
  ): Promise<VerifiedCertificateResponse> {
    const found = await this.certificates.verify(code, id);
    return VerifiedCertificateResponse.of(found, this.certificates.today);
  }

  @Permit('certificates:read')
  @Get()
  @ApiOperation({ summary: 'Certificates of centres, newest first' })
  @ApiOkResponse({ type: CertificatesPage })
  async list(@Ctx() ctx: OperationContext, @Query() query: CertificatesRequest): Promise<CertificatesPage> {
    const page = await this.certificates.page(ctx, this.cursors, query);
    return CertificatesPage.from(page, this.certificates.today);
  }

  @Permit('certificates:issue')
  @Post()
  @ApiOperation({ summary: 'Issue a certificate for a final assessment on the spot' })
  @ApiCreatedResponse({ type: CertificateResponse })
  async issue(@Ctx() ctx: OperationContext, @Body() body: CertificateRequest): Promise<CertificateResponse> {
    const issued = await this.certificates.issue(ctx, body.assessmentId, body.scope);
    return CertificateResponse.of(issued, this.certificates.today);
  }

  @Permit('certificates:issue')
  @Post(':id/acts')
  @ApiOperation({ summary: 'Suspend, reinstate or withdraw a certificate; acts are never rewritten' })
  @ApiCreatedResponse({ type: CertificateResponse })
  async act(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @Body() { act, reason }: CertificateActRequest,
  ): Promise<CertificateResponse> {
    const changed = await this.certificates.act(ctx, id, act, reason);
    return CertificateResponse.of(changed, this.certificates.today);
  }
}
