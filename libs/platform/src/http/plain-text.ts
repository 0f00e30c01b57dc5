import { Transform } from 'class-transformer';
import { registerDecorator, type ValidationOptions } from 'class-validator';

/** Control characters, zero-width characters and overrides of the writing direction. */
const FORBIDDEN =
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;
/** Persian, Pashto and Urdu spell words with joiners between their letters; anywhere else a joiner hides. */
const STRAY_JOINER = /(?<!\p{Script=Arabic})[\u200c\u200d]|[\u200c\u200d](?!\p{Script=Arabic})/u;

/** Text that people typed: composed (NFC), without characters that hide or reorder others. */
export function IsPlainText(options?: ValidationOptions): PropertyDecorator {
  const compose = Transform(({ value }) =>
    typeof value === 'string' ? value.normalize('NFC') : (value as unknown),
  );
  return (target, property) => {
    compose(target, property as string);
    registerDecorator({
      name: 'plainText',
      target: target.constructor,
      propertyName: property as string,
      options: { message: '$property holds characters that cannot be shown as they are', ...options },
      validator: { validate: (value: unknown) => typeof value !== 'string' || isPlain(value) },
    });
  };
}

function isPlain(text: string): boolean {
  return !FORBIDDEN.test(text) && !STRAY_JOINER.test(text);
}
