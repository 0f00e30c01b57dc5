import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, IdPipe, IfMatch, Permit, type OperationContext } from '#platform';
import {
  AuthoritiesResponse,
  AuthorityRequest,
  PartnerNameRequest,
  PartnerNamesResponse,
} from './contacts.dto.js';
import { ContactsService } from './contacts.service.js';
import {
  EndFocalPointRequest,
  FocalPointRequest,
  FocalPointResponse,
  FocalPointsRequest,
  FocalPointsResponse,
} from './focal-points.dto.js';

@ApiTags('partners')
@Controller('partners/:code')
export class ContactsController {
  constructor(private readonly contacts: ContactsService) {}

  @Permit('partners:read')
  @Get('names')
  @ApiOperation({ summary: 'Names and brands with the time in which they were in use' })
  @ApiOkResponse({ type: PartnerNamesResponse })
  async names(@Ctx() ctx: OperationContext, @Param('code') code: string): Promise<PartnerNamesResponse> {
    return PartnerNamesResponse.from(await this.contacts.names(ctx, code));
  }

  @Permit('partners:manage')
  @Post('names')
  @ApiOperation({ summary: 'Adds a name; the one in use ends where it begins' })
  @ApiCreatedResponse({ type: PartnerNamesResponse })
  async rename(
    @Ctx() ctx: OperationContext,
    @Param('code') code: string,
    @Body() body: PartnerNameRequest,
  ): Promise<PartnerNamesResponse> {
    return PartnerNamesResponse.from(await this.contacts.rename(ctx, code, PartnerNameRequest.toName(body)));
  }

  @Permit('partners:read')
  @Get('authorities')
  @ApiOperation({ summary: 'Bodies on the partner’s side, with successors' })
  @ApiOkResponse({ type: AuthoritiesResponse })
  async authorities(@Ctx() ctx: OperationContext, @Param('code') code: string): Promise<AuthoritiesResponse> {
    return AuthoritiesResponse.from(await this.contacts.authorities(ctx, code));
  }

  @Permit('partners:manage')
  @Post('authorities')
  @ApiOperation({ summary: 'Adds a body, perhaps as the successor of another one' })
  @ApiCreatedResponse({ type: AuthoritiesResponse })
  async addAuthority(
    @Ctx() ctx: OperationContext,
    @Param('code') code: string,
    @Body() body: AuthorityRequest,
  ): Promise<AuthoritiesResponse> {
    const authority = AuthorityRequest.toAuthority(body);
    return AuthoritiesResponse.from(await this.contacts.addAuthority(ctx, code, authority));
  }

  @Permit('partners:read')
  @Get('focal-points')
  @ApiOperation({ summary: 'People to turn to' })
  @ApiOkResponse({ type: FocalPointsResponse })
  async focalPoints(
    @Ctx() ctx: OperationContext,
    @Param('code') code: string,
    @Query() query: FocalPointsRequest,
  ): Promise<FocalPointsResponse> {
    return FocalPointsResponse.from(await this.contacts.focalPoints(ctx, code, query.asOf));
  }

  @Permit('partners:manage')
  @Post('focal-points')
  @ApiOperation({ summary: 'Adds a person to turn to' })
  @ApiCreatedResponse({ type: FocalPointResponse })
  async addFocalPoint(
    @Ctx() ctx: OperationContext,
    @Param('code') code: string,
    @Body() body: FocalPointRequest,
  ): Promise<FocalPointResponse> {
    const point = FocalPointRequest.toFocalPoint(body);
    return FocalPointResponse.from(await this.contacts.addFocalPoint(ctx, code, point));
  }

  @Permit('partners:manage')
  @Patch('focal-points/:pointId')
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOperation({ summary: 'Ends the time of a person' })
  @ApiOkResponse({ type: FocalPointResponse })
  async endFocalPoint(
    @Ctx() ctx: OperationContext,
    @Param('code') code: string,
    @Param('pointId', IdPipe) id: string,
    @IfMatch() rev: number,
    @Body() body: EndFocalPointRequest,
  ): Promise<FocalPointResponse> {
    return FocalPointResponse.from(await this.contacts.endFocalPoint(ctx, code, id, rev, body.validUntil));
  }
}
