import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, IdPipe, Permit, type OperationContext } from '#platform';
import { IssuedKeyResponse, NewServiceClientRequest, ServiceClientResponse } from './service-client.dto.js';
import { ServiceClientsService } from './service-clients.service.js';

@ApiTags('identity')
@Controller('service-clients')
export class ServiceClientsController {
  constructor(private readonly clients: ServiceClientsService) {}

  @Permit('service-clients:manage')
  @Post()
  @ApiOperation({ summary: 'Register a program of a partner' })
  @ApiCreatedResponse({ type: ServiceClientResponse })
  async create(
    @Ctx() ctx: OperationContext,
    @Body() body: NewServiceClientRequest,
  ): Promise<ServiceClientResponse> {
    return ServiceClientResponse.from(await this.clients.create(ctx, body));
  }

  @Permit('service-clients:manage')
  @Post(':id/keys')
  @ApiOperation({ summary: 'Issue a key; it is shown this once' })
  @ApiCreatedResponse({ type: IssuedKeyResponse })
  async issueKey(@Ctx() ctx: OperationContext, @Param('id', IdPipe) id: string): Promise<IssuedKeyResponse> {
    return this.clients.issueKey(ctx, id);
  }
}
