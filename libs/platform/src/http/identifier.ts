import { Injectable, type PipeTransform } from '@nestjs/common';
import { InvalidParameterError } from '../errors/business-error.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** One spelling of an id and no other: PostgreSQL would take braces and capitals too. */
@Injectable()
export class IdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (UUID.test(value)) return value;
    throw new InvalidParameterError(
      [{ pointer: 'id', code: 'invalid-id', message: 'An id is a lower-case UUID with hyphens.' }],
      'invalid-id',
    );
  }
}
