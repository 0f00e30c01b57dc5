import type { Role } from '../permissions/permissions.js';

/** A person with an account. */
export interface User {
  id: string;
  /** Home scope: the partner, or HQ. */
  scope: string;
  email: string;
  name: string;
  passwordHash: string;
  locale: string;
  disabled: boolean;
}

/** A role held in a scope for a time; in scope HQ it reaches every partner. */
export interface Membership {
  scope: string;
  role: Role;
  /** Narrows the role to one reporting unit; null: the whole partner. */
  unit: string | null;
}
