/** An address under which a calendar program reads what its owner may see. */
export interface CalendarFeed {
  id: string;
  /** Home scope of the owner's account. */
  partner: string;
  owner: string;
  /** What the owner calls it, e.g. the program that reads it. */
  name: string;
  createdAt: string;
}
