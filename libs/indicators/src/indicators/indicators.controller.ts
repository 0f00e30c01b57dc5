import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, Permit, type OperationContext } from '#platform';
import { DictionaryRequest, FormListResponse, IndicatorListResponse } from './indicators.dto.js';
import { IndicatorsService } from './indicators.service.js';

@ApiTags('indicators')
@Controller()
export class IndicatorsController {
  constructor(private readonly indicators: IndicatorsService) {}

  @Permit('indicators:read')
  @Get('indicators')
  @ApiOperation({ summary: 'The dictionary: what each indicator means and how it aggregates' })
  @ApiOkResponse({ type: IndicatorListResponse })
  async list(
    @Ctx() ctx: OperationContext,
    @Query() _query: DictionaryRequest,
  ): Promise<IndicatorListResponse> {
    return IndicatorListResponse.from(await this.indicators.list(ctx), ctx.locale);
  }

  @Permit('indicators:read')
  @Get('forms')
  @ApiOperation({ summary: 'The forms and their cells' })
  @ApiOkResponse({ type: FormListResponse })
  async forms(@Ctx() ctx: OperationContext, @Query() _query: DictionaryRequest): Promise<FormListResponse> {
    return FormListResponse.from(await this.indicators.forms(ctx), ctx.locale);
  }
}
