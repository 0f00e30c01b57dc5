import { Injectable } from '@nestjs/common';
import { Audit } from '#audit';
import { Passwords } from '../users/passwords.js';
import { UsersRepository } from '../users/users.repository.js';
import { ScopeDirectory } from './scope-directory.js';
import { SessionsRepository } from './sessions.repository.js';

/** Where accounts and sessions are kept, as one dependency. */
@Injectable()
export class Accounts {
  constructor(
    readonly users: UsersRepository,
    readonly sessions: SessionsRepository,
    readonly passwords: Passwords,
    readonly scopes: ScopeDirectory,
    readonly audit: Audit,
  ) {}
}
