import { Injectable } from '@nestjs/common';
import { Audit } from '#audit';
import { UsersRepository } from '#identity';
import { PreferencesRepository } from './preferences.repository.js';

/** The rows that a wish is about, and the record of its change, as one dependency. */
@Injectable()
export class PreferenceRecords {
  constructor(
    readonly users: UsersRepository,
    readonly preferences: PreferencesRepository,
    readonly audit: Audit,
  ) {}
}
