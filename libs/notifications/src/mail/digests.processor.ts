import { Injectable, type OnModuleInit } from '@nestjs/common';
import { JobWorkers } from '#platform';
import { SEND_DIGEST } from './digest.jobs.js';
import { SendDigest } from './send-digest.js';

@Injectable()
export class DigestsProcessor implements OnModuleInit {
  constructor(
    private readonly workers: JobWorkers,
    private readonly send: SendDigest,
  ) {}

  onModuleInit(): void {
    this.workers.register(SEND_DIGEST, (payload) => this.send.run(payload));
  }
}
