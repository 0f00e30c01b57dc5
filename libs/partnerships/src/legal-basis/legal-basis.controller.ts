import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, IdPipe, IfMatch, Permit, type OperationContext } from '#platform';
import {
  BasisListRequest,
  LegalBasisRequest,
  LegalBasisResponse,
  WaiveRequest,
  WaiverResponse,
  WaiversResponse,
} from './legal-basis.dto.js';
import { LegalBasis } from './legal-basis.service.js';
import {
  GrantLicenceRequest,
  LicenceGrantResponse,
  LicenceGrantsResponse,
  LimitLicenceRequest,
} from './licence-grants.dto.js';
import { LicenceGrantsService } from './licence-grants.service.js';

@ApiTags('legal basis')
@Controller()
export class LegalBasisController {
  constructor(
    private readonly grants: LicenceGrantsService,
    private readonly basis: LegalBasis,
  ) {}

  @Permit('licences:read')
  @Get('licence-grants')
  @ApiOperation({ summary: 'Which components instruments grant to partners' })
  @ApiOkResponse({ type: LicenceGrantsResponse })
  async list(@Ctx() ctx: OperationContext, @Query() query: BasisListRequest): Promise<LicenceGrantsResponse> {
    return LicenceGrantsResponse.from(await this.grants.list(ctx, query));
  }

  @Permit('licences:grant')
  @Post('licence-grants')
  @ApiOperation({ summary: 'Records that an instrument grants a component to a party' })
  @ApiCreatedResponse({ type: LicenceGrantResponse })
  async grant(
    @Ctx() ctx: OperationContext,
    @Body() body: GrantLicenceRequest,
  ): Promise<LicenceGrantResponse> {
    return LicenceGrantResponse.from(await this.grants.grant(ctx, GrantLicenceRequest.toGrant(body)));
  }

  @Permit('licences:grant')
  @Patch('licence-grants/:id')
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOperation({ summary: 'Changes the conditions of a grant, or when it ends' })
  @ApiOkResponse({ type: LicenceGrantResponse })
  async limit(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @IfMatch() rev: number,
    @Body() body: LimitLicenceRequest,
  ): Promise<LicenceGrantResponse> {
    return LicenceGrantResponse.from(await this.grants.limit(ctx, id, rev, body));
  }

  @Permit('licences:read')
  @Get('legal-basis')
  @ApiOperation({ summary: 'Whether an instrument in force or a waiver covers a component on a day' })
  @ApiOkResponse({ type: LegalBasisResponse })
  async ask(@Ctx() ctx: OperationContext, @Query() query: LegalBasisRequest): Promise<LegalBasisResponse> {
    return LegalBasisResponse.from(await this.basis.ask(ctx, query));
  }

  @Permit('licences:read')
  @Get('legal-basis-waivers')
  @ApiOperation({ summary: 'Where the director let partners go ahead without a legal basis, and why' })
  @ApiOkResponse({ type: WaiversResponse })
  async waivers(@Ctx() ctx: OperationContext, @Query() query: BasisListRequest): Promise<WaiversResponse> {
    return WaiversResponse.from(await this.basis.waivers(ctx, query));
  }

  @Permit('legal-basis:waive')
  @Post('legal-basis-waivers')
  @ApiOperation({ summary: 'Lets a partner go ahead without a legal basis for some time' })
  @ApiCreatedResponse({ type: WaiverResponse })
  async waive(@Ctx() ctx: OperationContext, @Body() body: WaiveRequest): Promise<WaiverResponse> {
    return this.basis.waive(ctx, body);
  }
}
