import { Injectable } from '@nestjs/common';
import { Audit } from '#audit';
import { Clock, Sealer } from '#platform';

/** What every change of a connector needs: an instant, an audit record, and secrets that only it can open. */
@Injectable()
export class ConnectorRecords {
  constructor(
    readonly clock: Clock,
    readonly audit: Audit,
    private readonly sealer: Sealer,
  ) {}

  /** Seals a secret for one connector; copied to another row it does not open. */
  seal(secret: string, connectorId: string): string {
    return this.sealer.seal(secret, placeOf(connectorId));
  }

  open(sealed: string | null, connectorId: string): string | null {
    return sealed === null ? null : this.sealer.open(sealed, placeOf(connectorId));
  }
}

function placeOf(connectorId: string): string {
  return `connector|token_sealed|${connectorId}`;
}
