import { Injectable } from '@nestjs/common';
import { Clock } from '#platform';
import { ConnectorsRepository } from '../sources/connectors.repository.js';
import { PullOrders } from '../sources/pull-orders.repository.js';

/** What a round needs to ask partners' systems, as one dependency. */
@Injectable()
export class PullRound {
  constructor(
    readonly clock: Clock,
    readonly connectors: ConnectorsRepository,
    readonly orders: PullOrders,
  ) {}
}
