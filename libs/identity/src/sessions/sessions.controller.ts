import { Body, Controller, Get, HttpCode, HttpStatus, Post, Req, UseGuards } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Ctx, OWN_ACCOUNT, Permit, Public, type OperationContext } from '#platform';
import type { User } from '../users/user.js';
import { AuthenticationService } from './authentication.service.js';
import { LocalGuard } from './local.guard.js';
import { meResponse, sessionIdOf } from './me.js';
import { LoginRequest, MeResponse, RefreshRequest, TokenPairResponse } from './session.dto.js';

@ApiTags('identity')
@Controller()
export class SessionsController {
  constructor(private readonly authentication: AuthenticationService) {}

  @Public()
  @UseGuards(LocalGuard)
  @Post('auth/login')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Sign in with e-mail and password' })
  @ApiBody({ type: LoginRequest })
  @ApiOkResponse({ type: TokenPairResponse })
  async login(@Req() request: FastifyRequest & { user: User }): Promise<TokenPairResponse> {
    return this.authentication.openSession(request.user, request.id);
  }

  @Public()
  @Post('auth/refresh')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Exchange a refresh token for a new pair' })
  @ApiOkResponse({ type: TokenPairResponse })
  async refresh(@Body() body: RefreshRequest, @Req() request: FastifyRequest): Promise<TokenPairResponse> {
    return this.authentication.refresh(body.refreshToken, request.id);
  }

  @Permit(OWN_ACCOUNT)
  @Post('auth/logout')
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiOperation({ summary: 'End this session' })
  async logout(@Ctx() ctx: OperationContext): Promise<void> {
    await this.authentication.logout(ctx, sessionIdOf(ctx));
  }

  @Permit(OWN_ACCOUNT)
  @Get('me')
  @ApiOperation({ summary: 'Who I am and what I may do' })
  @ApiOkResponse({ type: MeResponse })
  me(@Ctx() ctx: OperationContext): MeResponse {
    return meResponse(ctx);
  }
}
