import { registerDecorator } from 'class-validator';
import { structureOf } from './structure.js';

/** A query parameter that names the structure of the network to be used. */
export function IsStructure(): PropertyDecorator {
  return (target, propertyName) =>
    registerDecorator({
      name: 'isStructure',
      target: target.constructor,
      propertyName: String(propertyName),
      options: { message: '$property is asReported, current or asOf:YYYY-MM-DD' },
      validator: { validate: (value) => typeof value === 'string' && structureOf(value) !== null },
    });
}
