import { Injectable } from '@nestjs/common';
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { Config } from '#platform';
import { markerText, type WorkbookMarker } from './workbook-marker.js';

/**
 * Seals the marker of a workbook with the platform's secret. A damaged or home-made marker is then no marker: what a
 * workbook says about its unit and month can be relied on, although what may be written is asked again at every upload.
 */
@Injectable()
export class WorkbookSeal {
  private readonly key: Buffer;

  constructor(config: Config) {
    this.key = Buffer.from(hkdfSync('sha256', config.ASAN_SECRET, '', 'workbook-markers', 32));
  }

  of(marker: WorkbookMarker): string {
    return createHmac('sha256', this.key).update(markerText(marker)).digest('base64url');
  }

  fits(marker: WorkbookMarker, seal: string): boolean {
    const expected = Buffer.from(this.of(marker));
    const given = Buffer.from(seal);
    return expected.length === given.length && timingSafeEqual(expected, given);
  }
}
