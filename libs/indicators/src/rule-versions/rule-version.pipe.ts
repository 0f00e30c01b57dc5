import { Injectable, type PipeTransform } from '@nestjs/common';

const VERSION = /^[1-9]\d{0,4}$/;
const NO_VERSION = 0;

/**
 * Versions are counted from 1. Whatever is no such number names none and is not found by the service: faults of the
 * body are told first.
 */
@Injectable()
export class RuleVersionPipe implements PipeTransform<string, number> {
  transform(value: string): number {
    return VERSION.test(value) ? Number(value) : NO_VERSION;
  }
}
