import { Coalesced } from './coalesced.js';

describe(Coalesced.name, () => {
  it('asks what comes in one turn together and answers each in its place', async () => {
    const asked: number[][] = [];
    const doubled = new Coalesced<number, number>(async (numbers) => {
      asked.push(numbers);
      return numbers.map((number) => number * 2);
    });
    expect(await Promise.all([doubled.request('a', 1), doubled.request('a', 2)])).toEqual([2, 4]);
    expect(asked).toEqual([[1, 2]]);
  });

  it('keeps requests with different keys apart', async () => {
    const asked: number[][] = [];
    const same = new Coalesced<number, number>(async (numbers) => {
      asked.push(numbers);
      return numbers;
    });
    await Promise.all([same.request('a', 1), same.request('b', 2)]);
    expect(asked).toEqual([[1], [2]]);
  });

  it('asks again alone when one of several fails, and fails only that one', async () => {
    const picky = new Coalesced<number, number>(async (numbers) => {
      if (numbers.includes(2)) throw new Error('not two');
      return numbers;
    });
    const answers = await Promise.allSettled([picky.request('a', 1), picky.request('a', 2)]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });
});
