import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, IdPipe, IfMatch, Permit, type OperationContext } from '#platform';
import { AssignmentList } from './assignment-list.service.js';
import {
  AssignmentEndRequest,
  AssignmentListResponse,
  AssignmentResponse,
  AssignmentsRequest,
  NewAssignmentRequest,
} from './assignments.dto.js';
import { AssignmentsService } from './assignments.service.js';

@ApiTags('reporting')
@Controller('assignments')
export class AssignmentsController {
  constructor(
    private readonly assignments: AssignmentsService,
    private readonly assignmentList: AssignmentList,
  ) {}

  @Permit('units:read')
  @Get()
  @ApiOperation({ summary: 'Which units report on which form, and when' })
  @ApiOkResponse({ type: AssignmentListResponse })
  async list(
    @Ctx() ctx: OperationContext,
    @Query() query: AssignmentsRequest,
  ): Promise<AssignmentListResponse> {
    return AssignmentListResponse.from(await this.assignmentList.list(ctx, query.filter()));
  }

  @Permit('units:read')
  @Get(':id')
  @ApiOperation({ summary: 'One assignment' })
  @ApiOkResponse({ type: AssignmentResponse })
  async get(@Ctx() ctx: OperationContext, @Param('id', IdPipe) id: string): Promise<AssignmentResponse> {
    return AssignmentResponse.from(await this.assignmentList.get(ctx, id));
  }

  @Permit('units:manage')
  @Post()
  @ApiOperation({
    summary: 'Ask a unit for reports on a form from a day on; the next hourly round makes them',
  })
  @ApiCreatedResponse({ type: AssignmentResponse })
  async assign(
    @Ctx() ctx: OperationContext,
    @Body() body: NewAssignmentRequest,
  ): Promise<AssignmentResponse> {
    return AssignmentResponse.from(await this.assignments.assign(ctx, body.order()));
  }

  @Permit('units:manage')
  @Post(':id/end')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({
    summary: 'Ask for nothing from a day on; later reports without an entry are cancelled at once',
  })
  @ApiOkResponse({ type: AssignmentResponse })
  async end(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @IfMatch() rev: number,
    @Body() body: AssignmentEndRequest,
  ): Promise<AssignmentResponse> {
    return AssignmentResponse.from(await this.assignments.end(ctx, id, rev, body.day()));
  }
}
