import { agreesWith, publishedNumbers } from './published-number.js';

describe(publishedNumbers.name, () => {
  it.each([
    ['25 agreements', '25', 'EXACT', ['partners']],
    ['13 countries', '13', 'EXACT', ['partners', 'countries']],
    ['around 20 countries', 'around 20', 'ABOUT', ['partners', 'countries']],
    ['more than 30', 'more than 30', 'MORE_THAN', ['partners']],
    ['more than 30 agreements', 'more than 30', 'MORE_THAN', ['partners']],
  ])('reads %p', (wording, text, bound, figures) => {
    expect(publishedNumbers(wording)).toEqual([
      { text, bound, figures, number: Number(/\d+/.exec(text)?.[0]) },
    ]);
  });

  it('reads each part of a statement for its own figure', () => {
    const numbers = publishedNumbers(
      '30 countries and international organisations; 6 countries with centres',
    );
    expect(numbers.map(({ text, figures }) => [text, figures])).toEqual([
      ['30', ['partners']],
      ['6', ['countriesWithOperatingCentres']],
    ]);
  });

  it('finds none where there is none', () => {
    expect(publishedNumbers('many countries')).toEqual([]);
  });
});

describe(agreesWith.name, () => {
  it.each([
    ['30', 30, true],
    ['30', 31, false],
    ['more than 30', 31, true],
    ['more than 30', 30, false],
    ['around 20', 20, null],
  ])('holds %p against %p: %p', (wording, value, agrees) => {
    expect(agreesWith(value, publishedNumbers(wording)[0])).toBe(agrees);
  });
});
