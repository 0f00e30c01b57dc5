import { FileRefusal } from './file-refusal.js';
import type { XmlListener } from './xml-events.js';

export const MAX_SHARED_STRINGS = 500_000;
export const MAX_SHARED_CHARACTERS = 20 * 1024 * 1024;
export const MAX_CELL_CHARACTERS = 32_767;

/** Collects the texts that cells refer to by number. Formatting runs are joined, reading aids (furigana) left out. */
export class SharedStringsListener implements XmlListener {
  readonly strings: string[] = [];
  private current = '';
  private characters = 0;
  private inText = false;
  private inReadingAid = false;

  open(name: string): void {
    if (name === 'si') this.current = '';
    else if (name === 'rPh') this.inReadingAid = true;
    else if (name === 't') this.inText = true;
  }

  text(text: string): void {
    if (!this.inText || this.inReadingAid) return;
    this.current += text;
    this.characters += text.length;
    if (this.current.length > MAX_CELL_CHARACTERS) {
      throw new FileRefusal('field-too-long', `A text is longer than ${MAX_CELL_CHARACTERS} characters.`);
    }
    if (this.characters > MAX_SHARED_CHARACTERS)
      throw new FileRefusal('archive-bomb', 'The shared texts are too long.');
  }

  close(name: string): void {
    if (name === 't') this.inText = false;
    else if (name === 'rPh') this.inReadingAid = false;
    else if (name === 'si') this.strings.push(this.current);
    if (this.strings.length > MAX_SHARED_STRINGS)
      throw new FileRefusal('archive-bomb', 'Too many shared texts.');
  }
}
