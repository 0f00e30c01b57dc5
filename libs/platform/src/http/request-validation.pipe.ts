import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validate, type ValidationError } from 'class-validator';
import { InvalidParameterError, ValidationFailedError, type Fault } from '../errors/business-error.js';

type RequestClass = new () => object;

/** Codes that say more than "validation failed", by the constraint that reported them. */
const CODE_OF_CONSTRAINT: Record<string, string> = {
  whitelistValidation: 'unknown-member',
  maxLength: 'too-long',
  arrayMaxSize: 'too-many-items',
  plainText: 'forbidden-character',
};

/**
 * Checks bodies and queries against their request class: every fault at once, each with its
 * pointer, nothing converted silently, unknown names refused with the list of those that exist.
 */
@Injectable()
export class RequestValidationPipe implements PipeTransform {
  async transform(value: unknown, { type, metatype }: ArgumentMetadata): Promise<unknown> {
    if (type === 'custom' || type === 'param' || !isRequestClass(metatype)) return value;
    if (type === 'body') return this.body(value, metatype);
    return this.query(value as Record<string, unknown>, metatype);
  }

  private async body(value: unknown, metatype: RequestClass): Promise<object> {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new ValidationFailedError([
        { pointer: '', code: 'validation-failed', message: 'The body must be a JSON object.' },
      ]);
    }
    const { instance, faults } = await check(metatype, value, '/');
    if (faults.length > 0) throw new ValidationFailedError(faults);
    return instance;
  }

  private async query(value: Record<string, unknown>, metatype: RequestClass): Promise<object> {
    const repeated = Object.entries(value)
      .filter(([, given]) => Array.isArray(given))
      .map(([name]) => ({
        pointer: name,
        code: 'invalid-parameter',
        message: `“${name}” is given more than once.`,
      }));
    if (repeated.length > 0) throw new InvalidParameterError(repeated);
    const { instance, faults } = await check(metatype, withoutLanguage(value, metatype), '');
    if (faults.length > 0)
      throw new InvalidParameterError(faults.map(asParameterFault), parameterCode(faults));
    return instance;
  }
}

/** The language of the answer may be asked of every route, whether or not its class names it. */
function withoutLanguage(value: Record<string, unknown>, metatype: RequestClass): object {
  const { lang, ...rest } = value;
  return lang === undefined || memberNames(metatype).includes('lang') ? value : rest;
}

async function check(
  metatype: RequestClass,
  value: object,
  root: string,
): Promise<{ instance: object; faults: Fault[] }> {
  const instance = plainToInstance(metatype, value);
  const errors = await validate(instance, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
  });
  const faults = errors.flatMap((error) => faultsOf(error, root, metatype));
  return { instance, faults: [...faults, ...faultsOfLostNames(value, instance, root, metatype)] };
}

/** class-transformer leaves `__proto__` and `constructor` out without a word; nothing is ignored here. */
function faultsOfLostNames(value: object, instance: object, root: string, metatype: RequestClass): Fault[] {
  return Object.keys(value)
    .filter((name) => !Object.hasOwn(instance, name))
    .map((name) => unknownMember(name, `${root}${name}`, metatype));
}

function faultsOf(error: ValidationError, path: string, metatype: RequestClass): Fault[] {
  const pointer =
    path === '' || path.endsWith('/') ? `${path}${error.property}` : `${path}/${error.property}`;
  const own = Object.entries(error.constraints ?? {}).map(([constraint, message]) =>
    faultOf(constraint, message, error, pointer, metatype),
  );
  const nested = (error.children ?? []).flatMap((child) =>
    faultsOf(child, pointer, (error.value as object)?.constructor as RequestClass),
  );
  return [...own, ...nested];
}

function faultOf(
  constraint: string,
  message: string,
  error: ValidationError,
  pointer: string,
  metatype: RequestClass,
): Fault {
  const code =
    (error.contexts?.[constraint] as { code?: string } | undefined)?.code ??
    CODE_OF_CONSTRAINT[constraint] ??
    'validation-failed';
  return code === 'unknown-member'
    ? unknownMember(error.property, pointer, metatype)
    : { pointer, code, message };
}

function unknownMember(name: string, pointer: string, metatype: RequestClass): Fault {
  const allowed = memberNames(metatype);
  return {
    pointer,
    code: 'unknown-member',
    message: `“${name}” is not known here. Known: ${allowed.join(', ')}.`,
    params: { allowed },
  };
}

function asParameterFault(fault: Fault): Fault {
  return { ...fault, code: PARAMETER_CODES.has(fault.code) ? fault.code : 'invalid-parameter' };
}

const PARAMETER_CODES = new Set([
  'invalid-period',
  'invalid-range',
  'range-too-large',
  'invalid-id',
  'unknown-country',
  'unknown-kpi',
]);

function parameterCode(faults: Fault[]): string {
  const codes = new Set(faults.map((fault) => asParameterFault(fault).code));
  return codes.size === 1 ? [...codes][0] : 'invalid-parameter';
}

/** The members of a request class, from its validation rules. */
export function memberNames(metatype: RequestClass | undefined): string[] {
  if (!metatype) return [];
  const rules = getMetadataStorage().getTargetValidationMetadatas(metatype, '', false, false);
  return [...new Set(rules.map((rule) => rule.propertyName))].toSorted();
}

function isRequestClass(metatype: unknown): metatype is RequestClass {
  return (
    typeof metatype === 'function' && ![String, Number, Boolean, Array, Object].includes(metatype as never)
  );
}
