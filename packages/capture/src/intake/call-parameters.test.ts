import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeByParameters } from './call-parameters.ts';

const describeBy = (parameters: Readonly<Record<string, string>>) =>
  describeByParameters(new Map(Object.entries(parameters)));

describe("a stream's own parameters", () => {
  test('fill line, user, remote party and conference (docs/contracts/media.md)', () => {
    expect(
      describeBy({
        deviceName: 'SEP1',
        directoryNumber: '101',
        username: 'user1',
        remoteNumber: '+39051',
        firstName: 'Ada',
        lastName: 'Lovelace',
        conference: 'weekly',
        direction: 'inbound',
        ticket: '4711',
      }),
    ).toEqual({
      line: { deviceName: 'SEP1', directoryNumber: '101' },
      username: 'user1',
      local: {},
      remote: { phoneNumber: '+39051', firstName: 'Ada', lastName: 'Lovelace' },
      conferenceId: 'weekly',
      direction: 'incoming',
      metadata: { ticket: '4711' },
    });
  });

  test('leave out what is empty, too long or no direction', () => {
    const nothing = { line: {}, local: {}, remote: {}, metadata: {} };
    expect(
      describeBy({ deviceName: '', lastName: 'x'.repeat(257), direction: 'sideways' }),
    ).toEqual(nothing);
    expect(describeBy({ note: 'x'.repeat(4097) })).toEqual(nothing);
  });

  test('never make more of a call than the native API can show', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ maxLength: 300 }), fc.string({ maxLength: 5000 }), {
          maxKeys: 150,
        }),
        (parameters) => {
          const { metadata = {}, ...rest } = describeBy(parameters);
          expect(Object.keys(metadata).length).toBeLessThanOrEqual(100);
          for (const text of Object.values(rest)) {
            if (typeof text === 'string') expect(text.length).toBeLessThanOrEqual(256);
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});
