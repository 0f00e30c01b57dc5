import { open as openZip, type Entry } from 'yauzl';

/** More than any office document has. */
const MAX_PARTS = 5_000;

/** The names of the parts of a ZIP package as its directory lists them; null when it cannot be read or has too many. */
export async function partNames(path: string): Promise<string[] | null> {
  return new Promise((resolve) => {
    openZip(path, { lazyEntries: true, autoClose: true }, (error, zip) => {
      if (error || !zip) return resolve(null);
      const names: string[] = [];
      zip.on('error', () => resolve(null));
      zip.on('end', () => resolve(names));
      zip.on('entry', (entry: Entry) => {
        names.push(entry.fileName);
        if (names.length <= MAX_PARTS) return zip.readEntry();
        zip.close();
        resolve(null);
      });
      zip.readEntry();
    });
  });
}

/** Programs inside an office document run when somebody opens it. */
export function containsMacros(names: readonly string[]): boolean {
  return names.some((name) => /(?:^|\/)vba(?:Project|Data)[^/]*$|\.(?:exe|dll|js|vbs|ps1|bat)$/i.test(name));
}
