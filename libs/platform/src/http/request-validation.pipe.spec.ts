import { IsInt, IsOptional, IsString, MaxLength } from 'class-validator';
import { BusinessError } from '../errors/business-error.js';
import { RequestValidationPipe } from './request-validation.pipe.js';

class AnyRequest {
  @IsOptional()
  @IsString()
  @MaxLength(3)
  name?: string;

  @IsOptional()
  @IsInt()
  count?: number;
}

const pipe = new RequestValidationPipe();

async function outcome(type: 'body' | 'query', value: unknown): Promise<unknown> {
  try {
    return await pipe.transform(value, { type, metatype: AnyRequest });
  } catch (error) {
    const { kind, code, faults } = error as BusinessError;
    return [kind, code, ...faults.map((fault) => fault.pointer)];
  }
}

describe(RequestValidationPipe.name, () => {
  it('answers an instance of the request class', async () => {
    expect(await outcome('body', { name: 'a', count: 1 })).toEqual(
      Object.assign(new AnyRequest(), { name: 'a', count: 1 }),
    );
  });

  it('names every fault at once, by pointer', async () => {
    const faults = await outcome('body', { name: 'long', count: '1', more: 1 });
    expect(faults).toHaveLength(5);
    expect(faults).toEqual(
      expect.arrayContaining(['INVALID', 'validation-failed', '/name', '/count', '/more']),
    );
  });

  it('uses the code of the faults when they all have the same', async () => {
    expect(await outcome('body', { name: 'long' })).toEqual(['INVALID', 'too-long', '/name']);
  });

  it.each(['__proto__', 'constructor'])('refuses the parameter %s instead of dropping it', async (name) => {
    const query = Object.assign(Object.create(null) as object, JSON.parse(`{"${name}":"1"}`) as object);
    Object.defineProperty(query, name, { value: '1', enumerable: true });
    expect(await outcome('query', query)).toEqual(['MALFORMED', 'invalid-parameter', name]);
  });

  it('refuses a parameter that is given twice', async () => {
    expect(await outcome('query', { name: ['a', 'b'] })).toEqual(['MALFORMED', 'invalid-parameter', 'name']);
  });

  it('lets every query ask for a language', async () => {
    expect(await outcome('query', { name: 'a', lang: 'az' })).toEqual(
      Object.assign(new AnyRequest(), { name: 'a' }),
    );
  });

  it.each([[[]], [null], ['text'], [7]])('refuses %j as a body', async (body) => {
    expect(await outcome('body', body)).toEqual(['INVALID', 'validation-failed', '']);
  });
});
