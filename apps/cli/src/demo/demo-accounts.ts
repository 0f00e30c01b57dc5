import { Injectable } from '@nestjs/common';
import {
  rightsOf,
  ScopeDirectory,
  UsersRepository,
  UsersService,
  type Membership,
  type Role,
} from '#identity';
import { Transactions, type OperationContext } from '#platform';

export const DEMO_PASSWORD = 'demo-ASAN-2026!';
export const DEMO_PARTNERS = ['AF', 'ET', 'ID', 'PK', 'UG', 'UZ'] as const;

const HQ_ACCOUNTS: ReadonlyArray<readonly [string, string, Role]> = [
  ['director', 'Demo Director', 'DIRECTOR'],
  ['reviewer', 'Demo Reviewer', 'HQ_REVIEWER'],
  ['reviewer2', 'Demo Reviewer Two', 'HQ_REVIEWER'],
  ['desk', 'Demo Country Desk', 'HQ_DESK'],
  ['legal', 'Demo Legal Officer', 'HQ_LEGAL'],
  ['assessor', 'Demo Assessor', 'ASSESSOR'],
  ['admin', 'Demo Administrator', 'HQ_ADMIN'],
  ['auditor', 'Demo Auditor', 'AUDITOR'],
];

interface DemoAccount {
  email: string;
  name: string;
  membership: Membership;
}

/** Every demo account; all of them carry the mark and the same well-known password. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  ...HQ_ACCOUNTS.map(([login, name, role]) => account(`${login}@hq.example`, name, role, 'HQ')),
  ...DEMO_PARTNERS.flatMap((partner) => [
    account(
      `coordinator.${partner.toLowerCase()}@partner.example`,
      `Demo Coordinator ${partner}`,
      'COORDINATOR',
      partner,
    ),
    account(
      `entry.${partner.toLowerCase()}@partner.example`,
      `Demo Data Entry ${partner}`,
      'DATA_ENTRY',
      partner,
    ),
  ]),
];

function account(email: string, name: string, role: Role, scope: string): DemoAccount {
  return { email, name, membership: { role, scope, unit: null } };
}

/** Creates the demo accounts and acts as them. */
@Injectable()
export class DemoAccounts {
  constructor(
    private readonly users: UsersService,
    private readonly repository: UsersRepository,
    private readonly transactions: Transactions,
    private readonly scopes: ScopeDirectory,
  ) {}

  /** Adds the accounts that are missing. */
  async load(ctx: OperationContext): Promise<void> {
    for (const { email, name, membership } of DEMO_ACCOUNTS) {
      const known = await this.transactions.read(ctx, (tx) => this.repository.findByEmail(tx, email));
      if (known) continue;
      await this.users.create(ctx, {
        email,
        name,
        password: DEMO_PASSWORD,
        locale: 'en',
        memberships: [membership],
        demo: true,
      });
    }
  }

  /** The context of a demo account on the rows of one partner, as a request of that person would have it. */
  async actAs(email: string, partner: string): Promise<OperationContext> {
    const ctx = await this.scopes.signInContext('demo');
    const user = await this.transactions.read(ctx, (tx) => this.repository.findByEmail(tx, email));
    const demo = DEMO_ACCOUNTS.find((candidate) => candidate.email === email);
    if (!user || !demo) throw new Error(`No demo account ${email}.`);
    const { grants } = rightsOf([demo.membership], ctx.scopes);
    const actor = { kind: 'USER' as const, id: user.id, name: user.name };
    return { actor, grants, scopes: [partner], units: null, locale: 'en', requestId: `demo-${partner}` };
  }
}
