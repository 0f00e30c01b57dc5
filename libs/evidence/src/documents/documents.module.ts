import { Module } from '@nestjs/common';
import { DownloadsService } from '../downloads/downloads.service.js';
import { EvidenceLinksModule } from '../links/evidence-links.module.js';
import { Scans } from '../scanning/scans.js';
import { DocumentSearch } from '../search/document-search.read-model.js';
import { ScansRepository } from '../scanning/scans.repository.js';
import { FinishUpload } from '../uploads/finish-upload.js';
import { FormUpload } from '../uploads/form-upload.js';
import { ResumableUploads } from '../uploads/resumable-uploads.js';
import { Spool } from '../uploads/spool.js';
import { TusUploads } from '../uploads/tus-uploads.js';
import { UploadFiles } from '../uploads/upload-files.js';
import { UploadsRepository } from '../uploads/uploads.repository.js';
import { UploadsService } from '../uploads/uploads.service.js';
import { DocumentEvidence } from './document-evidence.js';
import { DocumentLinks } from './document-links.service.js';
import { DocumentRecords } from './document-records.js';
import { DocumentsRepository } from './documents.repository.js';
import { DocumentsService } from './documents.service.js';
import { VersionsRepository } from './versions.repository.js';
import { VersionsService } from './versions.service.js';

@Module({
  imports: [EvidenceLinksModule],
  providers: [
    DocumentsRepository,
    VersionsRepository,
    DocumentRecords,
    DocumentsService,
    VersionsService,
    DocumentEvidence,
    DocumentLinks,
    DocumentSearch,
    DownloadsService,
    Scans,
    ScansRepository,
    Spool,
    UploadsRepository,
    UploadsService,
    UploadFiles,
    FinishUpload,
    FormUpload,
    ResumableUploads,
    TusUploads,
  ],
  exports: [
    DocumentSearch,
    DocumentLinks,
    DocumentsService,
    VersionsService,
    DownloadsService,
    UploadFiles,
    FormUpload,
    TusUploads,
    Scans,
    ScansRepository,
  ],
})
export class DocumentsModule {}
