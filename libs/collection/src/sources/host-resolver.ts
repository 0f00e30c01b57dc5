import { Injectable } from '@nestjs/common';
import { lookup } from 'node:dns/promises';

/** An address of a host, as a socket wants it. */
export interface HostAddress {
  address: string;
  family: number;
}

/** Asks which addresses a name has. Whoever connects must use exactly the addresses of one answer. */
@Injectable()
export class HostResolver {
  async addressesOf(host: string): Promise<HostAddress[]> {
    return lookup(host, { all: true });
  }
}
