import { Body, Controller, Get, HttpCode, HttpStatus, Patch, Post, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Ctx, IfMatch, OWN_ACCOUNT, Permit, Public, type OperationContext } from '#platform';
import { LinkedPreferenceRequest, PreferenceRequest, PreferenceResponse } from './preferences.dto.js';
import { PreferencesService } from './preferences.service.js';

@ApiTags('notifications')
@Controller()
export class PreferencesController {
  constructor(private readonly preferences: PreferencesService) {}

  @Permit(OWN_ACCOUNT)
  @Get('me/notification-preferences')
  @ApiOperation({ summary: 'Whether I paused or stopped my daily mails' })
  @ApiOkResponse({ type: PreferenceResponse })
  async own(@Ctx() ctx: OperationContext): Promise<PreferenceResponse> {
    return PreferenceResponse.from(await this.preferences.own(ctx));
  }

  @Permit(OWN_ACCOUNT)
  @Patch('me/notification-preferences')
  @ApiOperation({ summary: 'Pause, stop or resume my daily mails; urgent ones are not touched' })
  @ApiOkResponse({ type: PreferenceResponse })
  async change(
    @Ctx() ctx: OperationContext,
    @IfMatch() rev: number,
    @Body() body: PreferenceRequest,
  ): Promise<PreferenceResponse> {
    return PreferenceResponse.from(await this.preferences.changeOwn(ctx, rev, body.wish()));
  }

  @Public()
  @Post('mail-preferences')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({
    summary: 'Pause, stop or resume daily mails by the signed link in one of them, without signing in',
  })
  @ApiOkResponse({ type: PreferenceResponse })
  async changeByLink(
    @Body() body: LinkedPreferenceRequest,
    @Req() request: FastifyRequest,
  ): Promise<PreferenceResponse> {
    return PreferenceResponse.from(await this.preferences.changeByLink(body.token, body.wish(), request.id));
  }
}
