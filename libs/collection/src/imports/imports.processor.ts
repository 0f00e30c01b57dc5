import { Injectable, type OnModuleInit } from '@nestjs/common';
import { JobWorkers } from '#platform';
import { PROCESS_IMPORT } from './import.jobs.js';
import { ProcessImport } from './process-import.js';

@Injectable()
export class ImportsProcessor implements OnModuleInit {
  constructor(
    private readonly workers: JobWorkers,
    private readonly processImport: ProcessImport,
  ) {}

  onModuleInit(): void {
    this.workers.register(PROCESS_IMPORT, (payload) => this.processImport.run(payload));
  }
}
