import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, IdPipe, IfMatch, Permit, type OperationContext } from '#platform';
import {
  CampaignDetailResponse,
  CampaignListResponse,
  CampaignRequest,
  CampaignTransitionRequest,
} from './campaigns.dto.js';
import { CampaignsService } from './campaigns.service.js';

@ApiTags('standards')
@Controller('assessment-campaigns')
export class CampaignsController {
  constructor(private readonly campaigns: CampaignsService) {}

  @Permit('assessments:read')
  @Get()
  @ApiOperation({ summary: 'Rounds of assessments, newest first' })
  @ApiOkResponse({ type: CampaignListResponse })
  async list(@Ctx() ctx: OperationContext): Promise<CampaignListResponse> {
    return CampaignListResponse.from(await this.campaigns.list(ctx));
  }

  @Permit('assessments:campaign')
  @Post()
  @ApiOperation({ summary: 'Begin a round: each centre assesses itself and is assessed on the spot' })
  @ApiCreatedResponse({ type: CampaignDetailResponse })
  async begin(@Ctx() ctx: OperationContext, @Body() body: CampaignRequest): Promise<CampaignDetailResponse> {
    return CampaignDetailResponse.of(await this.campaigns.begin(ctx, CampaignRequest.toCampaign(body)));
  }

  @Permit('assessments:read')
  @Get(':id')
  @ApiOperation({ summary: 'A round with each centre’s scores, gap, findings and certificate' })
  @ApiOkResponse({ type: CampaignDetailResponse })
  async get(@Ctx() ctx: OperationContext, @Param('id', IdPipe) id: string): Promise<CampaignDetailResponse> {
    return CampaignDetailResponse.of(await this.campaigns.get(ctx, id));
  }

  @Permit('assessments:publish')
  @Post(':id/transitions')
  @HttpCode(HttpStatus.OK)
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOperation({ summary: 'Publish the results of a round as a second person' })
  @ApiOkResponse({ type: CampaignDetailResponse })
  async take(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @IfMatch() rev: number,
    @Body() _body: CampaignTransitionRequest,
  ): Promise<CampaignDetailResponse> {
    return CampaignDetailResponse.of(await this.campaigns.publish(ctx, id, rev));
  }
}
