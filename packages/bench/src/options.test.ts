import { describe, expect, test } from 'vitest';
import { parseOptions, UsageError } from './options.ts';

describe('the command line', () => {
  test('has defaults for everything', () => {
    expect(parseOptions(['capture'])).toMatchObject({ seconds: 6, maxCalls: 2000 });
  });

  test('sets the duration, the number of calls and the source', () => {
    const args = 'capture --seconds 3 --max-calls 40 --source audiosocket --profile there';
    expect(parseOptions(args.split(' '))).toEqual({
      bench: 'capture',
      seconds: 3,
      maxCalls: 40,
      sources: ['audiosocket'],
      compare: [],
      profileTo: 'there',
    });
  });

  test('an archive has a size', () => {
    expect(parseOptions(['api'])).toEqual({ bench: 'api', seconds: 4, recordings: 1_000_000 });
    expect(parseOptions(['api', '--recordings', '5000'])).toMatchObject({ recordings: 5000 });
  });

  test('sets the number of starts', () => {
    expect(parseOptions(['start'])).toEqual({ bench: 'start', starts: 10 });
    expect(parseOptions(['start', '--starts', '3'])).toEqual({ bench: 'start', starts: 3 });
  });

  test.each([
    '',
    'other',
    'capture api',
    'capture --seconds 0',
    'capture --source fax',
    'capture --fast',
    'capture --recordings 5000',
    'api --source audiosocket',
    'api --recordings 10',
    'start --starts 0',
    'start --seconds 3',
    'api --starts 3',
  ])('%p is rejected', (line) => {
    expect(() => parseOptions(line.split(' '))).toThrow(UsageError);
  });
});
