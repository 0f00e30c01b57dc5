import { Turns } from '#platform';

/** Children of one process at the same time; each may use some hundred MB. */
const MAX_AT_ONCE = 4;

/** Many uploads at once must not become many processes at once: together they would take the machine down. */
export const CHILD_TURNS = new Turns(MAX_AT_ONCE);
