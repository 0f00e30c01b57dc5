import { Injectable } from '@nestjs/common';
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { BusinessError } from '../errors/business-error.js';
import type { OperationContext } from '../context/operation-context.js';

export const DEFAULT_LIMIT = 50;
export const MAX_LIMIT = 200;

/** A page of a list and the way to the next one. */
export interface Page<Item> {
  data: Item[];
  page: { nextCursor: string | null; hasMore: boolean };
}

/** Issues and reads page cursors: opaque, bound to one caller and one question, not forgeable. */
@Injectable()
export class Cursors {
  constructor(private readonly secret: string) {}

  /** A page from one row more than was asked for. */
  page<Row, Item>(
    ctx: OperationContext,
    question: object,
    limit: number,
    rows: Row[],
    key: (row: Row) => string[],
    item: (row: Row) => Item,
  ): Page<Item> {
    const shown = rows.slice(0, limit);
    const hasMore = rows.length > limit;
    const last = shown.at(-1);
    const nextCursor = hasMore && last !== undefined ? this.issue(ctx, question, key(last)) : null;
    return { data: shown.map(item), page: { nextCursor, hasMore } };
  }

  /**
   * The sort key after which a page begins, or null for the first page.
   *
   * @throws BusinessError `invalid-cursor` when tampered, of another caller or of another question.
   */
  read(ctx: OperationContext, question: object, cursor: string | undefined): string[] | null {
    if (cursor === undefined) return null;
    const [body, signature, ...rest] = cursor.split('.');
    if (!body || !signature || rest.length > 0 || !same(signature, this.sign(ctx, question, body)))
      throw new InvalidCursorError();
    return JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as string[];
  }

  private issue(ctx: OperationContext, question: object, key: string[]): string {
    const body = Buffer.from(JSON.stringify(key)).toString('base64url');
    return `${body}.${this.sign(ctx, question, body)}`;
  }

  private sign(ctx: OperationContext, question: object, body: string): string {
    const asked = createHash('sha256').update(JSON.stringify(question)).digest('hex');
    return createHmac('sha256', this.secret)
      .update(`cursor\n${ctx.actor.id}\n${asked}\n${body}`)
      .digest('base64url');
  }
}

export class InvalidCursorError extends BusinessError {
  constructor() {
    super('MALFORMED', 'invalid-cursor', {
      detail: 'This cursor is not of this list. Begin again without one.',
    });
  }
}

/** Lengths are compared in bytes: as many characters may be more bytes, and then the comparison throws. */
function same(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}
