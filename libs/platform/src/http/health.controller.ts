import { Controller, Get, HttpStatus, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from './access.js';
import { Readiness } from './readiness.js';

/** For supervisors and load balancers; answers without credentials and therefore without detail. */
@ApiExcludeController()
@Controller('health')
export class HealthController {
  constructor(@Inject(Readiness) private readonly readiness: Readiness) {}

  @Public()
  @Get('live')
  live(): { status: string } {
    return { status: 'up' };
  }

  @Public()
  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const report = await this.readiness.report();
    if (report.status === 'down')
      void reply.status(HttpStatus.SERVICE_UNAVAILABLE).header('retry-after', '5');
    return report;
  }
}
