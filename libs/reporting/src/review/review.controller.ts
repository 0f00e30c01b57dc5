import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, IdPipe, IfMatch, Permit, type OperationContext } from '#platform';
import { AllowedTransitionsResponse, AppliedTransitionResponse, TransitionRequest } from './review.dto.js';
import { TransitionsService } from './transitions.service.js';

@ApiTags('reporting')
@Controller()
export class ReviewController {
  constructor(private readonly transitions: TransitionsService) {}

  @Permit('submissions:read')
  @Get('submissions/:id/transitions')
  @ApiOperation({ summary: 'The steps I may take, and what each still lacks' })
  @ApiOkResponse({ type: AllowedTransitionsResponse })
  async list(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
  ): Promise<AllowedTransitionsResponse> {
    return AllowedTransitionsResponse.from(await this.transitions.list(ctx, id));
  }

  @Permit('submissions:transition')
  @Post('submissions/:id/transitions')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({
    summary: 'Take a step: markReady, submit, recall, startReview, return, accept, escalate, void and others',
  })
  @ApiOkResponse({ type: AppliedTransitionResponse })
  async apply(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @IfMatch() rev: number,
    @Body() body: TransitionRequest,
  ): Promise<AppliedTransitionResponse> {
    return AppliedTransitionResponse.from(await this.transitions.apply(ctx, id, rev, body.command()));
  }
}
