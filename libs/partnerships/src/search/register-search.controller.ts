import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, Permit, type OperationContext } from '#platform';
import { RegisterSearchRequest, RegisterSearchResponse } from './register-search.dto.js';
import { RegisterSearch } from './register-search.service.js';

@ApiTags('search')
@Controller('search')
export class RegisterSearchController {
  constructor(private readonly search: RegisterSearch) {}

  @Permit('instruments:read')
  @Get()
  @ApiOperation({ summary: 'Words in instruments, clauses, and the titles and notes of documents' })
  @ApiOkResponse({ type: RegisterSearchResponse })
  async find(
    @Ctx() ctx: OperationContext,
    @Query() { q, type, limit }: RegisterSearchRequest,
  ): Promise<RegisterSearchResponse> {
    return RegisterSearchResponse.from(await this.search.find(ctx, { q, type, limit }));
  }
}
