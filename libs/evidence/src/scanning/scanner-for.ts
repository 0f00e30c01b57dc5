import { UnavailableError, type Config } from '#platform';
import { ClamdScanner } from './clamd-scanner.js';
import { VirusScanner, type Verdict } from './virus-scanner.js';

/** Stands where a worker has no scanner although the API promised one: what waits, waits for the setting. */
class MissingScanner extends VirusScanner {
  async scan(): Promise<Verdict> {
    throw new UnavailableError('scanner-unavailable', 'SCANNER_URL is not set for the worker.');
  }
}

/** The scanner of the configuration. */
export function scannerFor({ SCANNER_URL }: Config): VirusScanner {
  return SCANNER_URL === undefined ? new MissingScanner() : new ClamdScanner(SCANNER_URL);
}
