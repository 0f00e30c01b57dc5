import { Injectable } from '@nestjs/common';
import { InvalidValueError, type OperationContext, type Transaction } from '#platform';
import { Egress } from '../sources/egress.js';
import { SourceProfiles } from '../sources/source-profiles.js';
import { ConnectorHostsRepository } from './connector-hosts.repository.js';

/** Any month will do to see where an address leads. */
const EXAMPLE_MONTH = '2026-01';

/** Decides where a connector may point: only to hosts on its country's list, and only in a known layout. */
@Injectable()
export class ConnectorTargets {
  constructor(
    private readonly egress: Egress,
    private readonly hosts: ConnectorHostsRepository,
    private readonly profiles: SourceProfiles,
  ) {}

  /** @throws PullFailedError `target-not-allowed` for an address that is not public https, InvalidValueError. */
  async assertAllowed(tx: Transaction, partner: string, url: string): Promise<void> {
    if (!URL.canParse(targetText(url, EXAMPLE_MONTH)))
      throw new InvalidValueError('target-not-allowed', '/url', 'This is no address.');
    const target = targetOf(url, EXAMPLE_MONTH);
    this.egress.assertTarget(target);
    if (await this.hosts.isAllowed(tx, partner, target.host)) return;
    throw new InvalidValueError(
      'target-not-allowed',
      '/url',
      `${target.host} is not on this country's list of hosts.`,
    );
  }

  /** @throws PullFailedError `target-not-allowed` */
  assertPublic(host: string): void {
    this.egress.assertTarget(new URL(this.egress.schemeOf(host) + host));
  }

  /** @throws InvalidValueError */
  async assertLayout(ctx: OperationContext, partner: string, profile: string): Promise<void> {
    await this.profiles.get(ctx, partner, profile);
  }
}

/** The address of one month. */
export function targetOf(url: string, month: string): URL {
  return new URL(targetText(url, month));
}

function targetText(url: string, month: string): string {
  return url.replaceAll('{month}', month);
}
