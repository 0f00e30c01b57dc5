import { Injectable } from '@nestjs/common';
import { Clock } from '#platform';
import { SourceWatch } from '../source-watch/source-watch.js';
import { DuePulls } from '../sources/due-pulls.js';

/** What a round needs to ask partners' systems, as one dependency. */
@Injectable()
export class PullRound {
  constructor(
    readonly clock: Clock,
    readonly due: DuePulls,
    readonly watch: SourceWatch,
  ) {}
}
