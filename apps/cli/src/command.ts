import type { Config } from '#platform';

/** One operator's command, found by its words. */
export interface Command {
  /** What is typed, e.g. `migrate up`. */
  words: string;
  /** Options as they stand in the list of commands. */
  options?: string;
  does: string;
  run(config: Config, options: readonly string[]): Promise<void>;
}
