import type { FastifyReply } from 'fastify';
import { createHash } from 'node:crypto';
import type { WorkbookFile } from './slot-workbooks.service.js';

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Hands a workbook over as a download: never shown in the browser, never kept by a cache in between. */
export function answerWorkbook(reply: FastifyReply, { name, content }: WorkbookFile): Buffer {
  const tag = createHash('sha256').update(content).digest('base64url');
  void reply.header('content-type', XLSX_TYPE);
  void reply.header('content-disposition', `attachment; filename="${name}"`);
  void reply.header('cache-control', 'no-store');
  void reply.header('etag', `"${tag}"`);
  return content;
}
