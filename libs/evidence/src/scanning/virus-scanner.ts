import type { Readable } from 'node:stream';

/** What a scanner says about some bytes. */
export type Verdict =
  | { scan: 'CLEAN' }
  | { scan: 'INFECTED'; threat: string }
  /** The scanner looked away: too large for it, or broken for it. */
  | { scan: 'FAILED'; reason: string };

/** A port to whatever looks for viruses. */
export abstract class VirusScanner {
  /** @throws UnavailableError `scanner-unavailable` when it does not answer. */
  abstract scan(bytes: Readable): Promise<Verdict>;
}
