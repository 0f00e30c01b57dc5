import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, IdPipe, IfMatch, Permit, type OperationContext } from '#platform';
import {
  DefinitionNoteList,
  DefinitionNoteResponse,
  DefinitionNotesRequest,
  DefinitionNoteTransitionRequest,
  NewDefinitionNoteRequest,
} from './definition-notes.dto.js';
import { DefinitionNotesService } from './definition-notes.service.js';

@ApiTags('indicators')
@Controller('definition-notes')
export class DefinitionNotesController {
  constructor(private readonly notes: DefinitionNotesService) {}

  @Permit('submissions:read')
  @Get()
  @ApiOperation({ summary: 'Where countries count differently; newest first' })
  @ApiOkResponse({ type: DefinitionNoteList })
  async list(
    @Ctx() ctx: OperationContext,
    @Query() query: DefinitionNotesRequest,
  ): Promise<DefinitionNoteList> {
    return DefinitionNoteList.from(await this.notes.list(ctx, query));
  }

  @Permit('definition-notes:file')
  @Post()
  @ApiOperation({ summary: 'Say what your country counts differently, and since when' })
  @ApiCreatedResponse({ type: DefinitionNoteResponse })
  async file(
    @Ctx() ctx: OperationContext,
    @Body() body: NewDefinitionNoteRequest,
  ): Promise<DefinitionNoteResponse> {
    return DefinitionNoteResponse.from(await this.notes.file(ctx, body.filed()));
  }

  @Permit('definition-notes:decide')
  @Post(':id/transitions')
  @HttpCode(HttpStatus.OK)
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOperation({ summary: 'Accept or decline a note, or revoke an accepted one' })
  @ApiOkResponse({ type: DefinitionNoteResponse })
  async take(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @IfMatch() rev: number,
    @Body() { name: step, reason }: DefinitionNoteTransitionRequest,
  ): Promise<DefinitionNoteResponse> {
    return DefinitionNoteResponse.from(await this.notes.take(ctx, id, rev, { step, reason: reason ?? null }));
  }
}
