import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, IdPipe, IfMatch, Permit, type OperationContext } from '#platform';
import {
  SuggestionListResponse,
  SuggestionRequest,
  SuggestionResponse,
  SuggestionTransitionRequest,
} from './suggestions.dto.js';
import { SuggestionsService } from './suggestions.service.js';

@ApiTags('reporting')
@Controller()
export class SuggestionsController {
  constructor(private readonly suggestions: SuggestionsService) {}

  @Permit('submissions:read')
  @Get('submissions/:id/suggestions')
  @ApiOperation({ summary: 'Every value that reviewers suggested for this report' })
  @ApiOkResponse({ type: SuggestionListResponse })
  async list(@Ctx() ctx: OperationContext, @Param('id', IdPipe) id: string): Promise<SuggestionListResponse> {
    return SuggestionListResponse.from(await this.suggestions.list(ctx, id));
  }

  @Permit('suggestions:make')
  @Post('submissions/:id/suggestions')
  @ApiOperation({ summary: 'Suggest a value that the partner may take over' })
  @ApiCreatedResponse({ type: SuggestionResponse })
  async suggest(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @Body() body: SuggestionRequest,
  ): Promise<SuggestionResponse> {
    return SuggestionResponse.from(await this.suggestions.suggest(ctx, id, body.offer()));
  }

  @Permit('suggestions:answer')
  @Post('suggestions/:id/transitions')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Take a suggested value over, decline it, or withdraw it' })
  @ApiOkResponse({ type: SuggestionResponse })
  async decide(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @IfMatch() rev: number,
    @Body() body: SuggestionTransitionRequest,
  ): Promise<SuggestionResponse> {
    return SuggestionResponse.from(await this.suggestions.decide(ctx, id, rev, body.decision()));
  }
}
