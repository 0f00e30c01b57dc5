import { Module } from '@nestjs/common';
import { Config } from '#platform';
import { scannerFor } from '../scanning/scanner-for.js';
import { ScanDocument, ScanRecords } from '../scanning/scan-document.js';
import { VirusScanner } from '../scanning/virus-scanner.js';
import { DocumentsProcessor } from '../uploads/documents.processor.js';
import { SweepRecords, SweepUploads } from '../uploads/sweep-uploads.js';
import { DocumentsModule } from './documents.module.js';

/** For the worker: looks of the virus scanner, and the hourly sweep. */
@Module({
  imports: [DocumentsModule],
  providers: [
    { provide: VirusScanner, inject: [Config], useFactory: scannerFor },
    ScanRecords,
    ScanDocument,
    SweepRecords,
    SweepUploads,
    DocumentsProcessor,
  ],
})
export class DocumentsJobsModule {}
