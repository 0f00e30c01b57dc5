/** What somebody asked us about mails; the list in the console is not touched by it, nor are urgent mails. */
export interface NotificationPreference {
  snoozedUntil: string | null;
  unsubscribed: boolean;
  rev: number;
}

/** Nobody asked for anything yet. */
export const NO_PREFERENCE: NotificationPreference = { snoozedUntil: null, unsubscribed: false, rev: 0 };
