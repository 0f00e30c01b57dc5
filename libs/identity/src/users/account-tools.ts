import { Injectable } from '@nestjs/common';
import { Clock } from '#platform';
import { Passwords } from './passwords.js';

/** The tools an account is made with, as one dependency. */
@Injectable()
export class AccountTools {
  constructor(
    readonly passwords: Passwords,
    readonly clock: Clock,
  ) {}
}
