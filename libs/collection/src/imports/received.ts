import { HttpStatus } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ImportResponse } from './imports.dto.js';
import type { ReceivedImport } from './imports.service.js';

/** 202 and where to look for a new import; 200 with the earlier one for the very same bytes. */
export function answerReceived(reply: FastifyReply, received: ReceivedImport): ImportResponse {
  void reply.header('location', `/api/v1/jobs/${received.import.jobId}`);
  if (received.isRepeated) void reply.status(HttpStatus.OK);
  return ImportResponse.from(received.import);
}
