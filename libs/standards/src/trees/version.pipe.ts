import { Injectable, type PipeTransform } from '@nestjs/common';
import { InvalidParameterError } from '#platform';

const VERSION = /^[1-9]\d{0,4}$/;
const NO_VERSION = 0;
const CODE = /^[A-Z0-9][A-Z0-9-]{0,39}$/;

/** Versions are counted from 1. Whatever is no such number names none and is not found by the service. */
@Injectable()
export class VersionPipe implements PipeTransform<string, number> {
  transform(value: string): number {
    return VERSION.test(value) ? Number(value) : NO_VERSION;
  }
}

/** The code under which a new standard may be written. */
@Injectable()
export class StandardCodePipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (CODE.test(value)) return value;
    const message = 'A code has capital letters, digits and hyphens, 40 at most.';
    throw new InvalidParameterError([{ pointer: 'code', code: 'validation-failed', message }]);
  }
}
