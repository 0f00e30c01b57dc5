import { Injectable } from '@nestjs/common';
import { elapsedMs, everyScopeContext, programContext, Transactions, type OperationContext } from '#platform';

const FRESH_MS = 1_000;

/** The explicit list of scopes that stands for "everything"; there is no wildcard anywhere. */
@Injectable()
export class ScopeDirectory {
  private readAt = -Infinity;
  private scopes: Promise<string[]> = Promise.resolve([]);

  constructor(private readonly transactions: Transactions) {}

  all(): Promise<string[]> {
    if (elapsedMs() - this.readAt > FRESH_MS) {
      this.readAt = elapsedMs();
      this.scopes = this.read();
      this.scopes.catch(() => {
        this.readAt = -Infinity;
      });
    }
    return this.scopes;
  }

  /** The context in which credentials are checked, before anybody is known. */
  async authenticationContext(requestId: string): Promise<OperationContext> {
    return programContext('AUTHENTICATION', 'authentication', await this.all(), requestId);
  }

  /** The same for a sign-in, which may be the first of a partner that was registered a moment ago. */
  async signInContext(requestId: string): Promise<OperationContext> {
    this.readAt = -Infinity;
    return this.authenticationContext(requestId);
  }

  private async read(): Promise<string[]> {
    return [...(await everyScopeContext(this.transactions, 'AUTHENTICATION', 'scope-directory')).scopes];
  }
}
