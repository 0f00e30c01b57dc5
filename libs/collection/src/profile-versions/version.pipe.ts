import { Injectable, type PipeTransform } from '@nestjs/common';
import { NotFoundError } from '#platform';

const VERSION = /^[1-9]\d{0,4}$/;

/** Versions are counted from 1; whatever is no such number names no version. */
@Injectable()
export class VersionPipe implements PipeTransform<string, number> {
  transform(value: string): number {
    if (VERSION.test(value)) return Number(value);
    throw new NotFoundError('version');
  }
}
