import type { DocumentedDate } from '#calendars';

export const PARTNER_KINDS = ['COUNTRY', 'INTERNATIONAL_ORGANISATION', 'SUBNATIONAL', 'ASSOCIATION'] as const;
export type PartnerKind = (typeof PARTNER_KINDS)[number];

export const PARTNER_STATUSES = ['PROSPECT', 'ENGAGED', 'ACTIVE', 'RESTRICTED', 'DORMANT', 'ENDED'] as const;
export type PartnerStatus = (typeof PARTNER_STATUSES)[number];

/** A body on the partner's side, with the time in which it was responsible as far as documented. */
export interface CounterpartAuthority {
  name: string;
  role: string;
  from: DocumentedDate;
  until: DocumentedDate;
}

/** A country or organisation of the programme. `code` is its scope: ISO 3166-1 alpha-2 or a short code. */
export interface Partner {
  code: string;
  kind: PartnerKind;
  iso3166: string | null;
  iso3: string | null;
  name: string;
  status: PartnerStatus;
  relationKind: string | null;
  /** State of the cooperation in the word of the documented facts. */
  cooperationStatus: string | null;
  note: string | null;
}

/** An authority as it stands on the register. */
export interface RegisteredAuthority extends CounterpartAuthority {
  id: string;
  /** Id of the authority whose responsibility it took over. */
  successorOf: string | null;
}

export interface RegisteredPartner extends Partner {
  /** Why the status is what it is; always given for RESTRICTED and ENDED. */
  statusReason: string | null;
  authorities: RegisteredAuthority[];
  rev: number;
}
