import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';

/** The floor that OWASP names for argon2id; about 45 ms here. */
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashes passwords and compares them in the same time whether or not the account exists. */
@Injectable()
export class Passwords {
  private decoy: Promise<string> | undefined;

  async hash(password: string): Promise<string> {
    return hash(password.normalize('NFC'), ARGON2ID);
  }

  /** @param passwordHash null for an unknown account: the work is done all the same. */
  async matches(passwordHash: string | null, password: string): Promise<boolean> {
    this.decoy ??= hash('an account that does not exist', ARGON2ID);
    const matches = await verify(passwordHash ?? (await this.decoy), password.normalize('NFC'));
    return passwordHash !== null && matches;
  }
}
