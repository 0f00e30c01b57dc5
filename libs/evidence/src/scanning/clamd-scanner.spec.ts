import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { EICAR, startClamd, type FakeClamd } from '../../../../test/support/clamd.js';
import { ClamdScanner } from './clamd-scanner.js';

describe(ClamdScanner.name, () => {
  let clamd: FakeClamd;
  beforeEach(async () => {
    clamd = await startClamd();
  });
  afterEach(() => clamd.close());

  const scan = (...pieces: Buffer[]) => new ClamdScanner(clamd.url, 1_000).scan(Readable.from(pieces));

  it('clears bytes that hold nothing', async () => {
    expect(await scan(Buffer.from('harmless'))).toEqual({ scan: 'CLEAN' });
  });

  it('names what it finds', async () => {
    expect(await scan(EICAR)).toEqual({ scan: 'INFECTED', threat: 'Eicar-Test-Signature' });
  });

  it('sends every byte, in as many chunks as they come in', async () => {
    const pieces = [randomBytes(300_000), randomBytes(1), randomBytes(70_000)];
    await scan(...pieces);
    expect(clamd.streams[0]!.equals(Buffer.concat(pieces))).toBe(true);
  });

  it('speaks over a unix socket as well', async () => {
    const local = await startClamd('unix');
    expect(await new ClamdScanner(local.url).scan(Readable.from([EICAR]))).toMatchObject({
      scan: 'INFECTED',
    });
    await local.close();
  });

  it('says why the scanner could not look', async () => {
    clamd.behaviour = 'ERROR';
    expect(await scan(Buffer.from('large'))).toEqual({
      scan: 'FAILED',
      reason: 'INSTREAM size limit exceeded. ERROR',
    });
  });

  it.each(['HANG_UP', 'NONSENSE'] as const)('takes no %s for a verdict', async (behaviour) => {
    clamd.behaviour = behaviour;
    await expect(scan(Buffer.from('x'))).rejects.toMatchObject({ code: 'scanner-unavailable' });
  });

  it('does not wait for ever', async () => {
    const endless = new Readable({ read: () => undefined });
    const silent = new ClamdScanner(clamd.url, 50).scan(endless);
    await expect(silent).rejects.toMatchObject({ code: 'scanner-unavailable' });
  });

  it('says that nobody listens', async () => {
    const nobody = new ClamdScanner('unix:///nowhere/clamd.sock').scan(Readable.from([EICAR]));
    await expect(nobody).rejects.toMatchObject({ code: 'scanner-unavailable' });
  });
});
