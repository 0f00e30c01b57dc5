import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, IdPipe, IfMatch, Permit, type OperationContext } from '#platform';
import { ConnectorHostList, ConnectorHostResponse, NewConnectorHostRequest } from './connector-hosts.dto.js';
import { ConnectorHostsService } from './connector-hosts.service.js';
import { SourcesOfPartnerRequest } from './connectors.dto.js';

@ApiTags('sources')
@Controller('connector-hosts')
export class ConnectorHostsController {
  constructor(private readonly hosts: ConnectorHostsService) {}

  @Permit('sources:read')
  @Get()
  @ApiOperation({ summary: 'Hosts that the connectors of a country may point to' })
  @ApiOkResponse({ type: ConnectorHostList })
  async list(
    @Ctx() ctx: OperationContext,
    @Query() query: SourcesOfPartnerRequest,
  ): Promise<ConnectorHostList> {
    const found = await this.hosts.list(ctx, query.partner ?? null);
    return { data: found.map((host) => ConnectorHostResponse.from(host)) };
  }

  @Permit('sources:allow-hosts')
  @Post()
  @ApiOperation({ summary: 'Put a host on the list of a country' })
  @ApiCreatedResponse({ type: ConnectorHostResponse })
  async allow(
    @Ctx() ctx: OperationContext,
    @Body() body: NewConnectorHostRequest,
  ): Promise<ConnectorHostResponse> {
    return ConnectorHostResponse.from(await this.hosts.allow(ctx, body.partner, body.host));
  }

  @Permit('sources:allow-hosts')
  @Post(':id/withdrawal')
  @HttpCode(HttpStatus.OK)
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOperation({ summary: 'Take a host off the list; its connectors are refused from now on' })
  @ApiOkResponse({ type: ConnectorHostResponse })
  async withdraw(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @IfMatch() rev: number,
  ): Promise<ConnectorHostResponse> {
    return ConnectorHostResponse.from(await this.hosts.withdraw(ctx, id, rev));
  }
}
