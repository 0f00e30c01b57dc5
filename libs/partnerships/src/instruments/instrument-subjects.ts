import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EvidenceSubjects } from '#evidence';
import { InstrumentsReadModel } from './instruments.read-model.js';

/** Lets documents be tied to instruments and their clauses. */
@Injectable()
export class InstrumentSubjects implements OnModuleInit {
  constructor(
    private readonly subjects: EvidenceSubjects,
    private readonly instruments: InstrumentsReadModel,
  ) {}

  onModuleInit(): void {
    this.subjects.register('instrument', (tx, partner, id) => this.instruments.concerns(tx, partner, id));
    this.subjects.register('instrument-clause', (tx, partner, id) =>
      this.instruments.clauseConcerns(tx, partner, id),
    );
  }
}
