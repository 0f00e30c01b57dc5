import { Module } from '@nestjs/common';
import { DownloadsController } from '../downloads/downloads.controller.js';
import { UploadsController } from '../uploads/uploads.controller.js';
import { DocumentLinksController } from './document-links.controller.js';
import { DocumentsController } from './documents.controller.js';
import { DocumentsModule } from './documents.module.js';

@Module({
  imports: [DocumentsModule],
  controllers: [DocumentsController, DocumentLinksController, UploadsController, DownloadsController],
})
export class DocumentsHttpModule {}
