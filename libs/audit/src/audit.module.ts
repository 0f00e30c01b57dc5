import { Global, Module } from '@nestjs/common';
import { ChangeRecords } from '#platform';
import { Audit } from './audit.js';

@Global()
@Module({
  // What the platform's own features change is remembered here too, although they cannot import this.
  providers: [Audit, { provide: ChangeRecords, useExisting: Audit }],
  exports: [Audit, ChangeRecords],
})
export class AuditModule {}
