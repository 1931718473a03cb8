import { ERROR_CODES, type ErrorCode, isTricordError, TricordError } from '@tricord/core';
import { describe, expect, test } from 'vitest';
import { refusal, rephrase, toAnswer } from './errors.ts';

const answerTo = (error: TricordError) => {
  const { status, body } = toAnswer({ kind: 'core', error });
  return [status, body];
};

describe('toAnswer', () => {
  test('passes on the message of errors that only ARI has', () => {
    expect(answerTo(refusal(422, 'Not here'))).toEqual([422, { message: 'Not here' }]);
  });

  test('has a status and message for every error of the core', () => {
    const answers = ERROR_CODES.map((code) => [
      code,
      ...answerTo(new TricordError(code, 'Because')),
    ]);
    expect(answers).toEqual([
      ['invalid-argument', 400, { message: 'Because' }],
      ['session-not-found', 404, { message: 'Channel not found' }],
      ['session-not-live', 409, { message: 'Channel not in Stasis application' }],
      ['conference-not-found', 404, { message: 'Bridge not found' }],
      ['conference-exists', 409, { message: 'Because' }],
      ['session-not-in-conference', 422, { message: 'Channel not in this bridge' }],
      ['recording-not-found', 404, { message: 'Recording not found' }],
      ['recording-not-live', 409, { message: 'Recording not in session' }],
      ['recording-preserved', 409, { message: 'Because' }],
      ['delivery-not-found', 404, { message: 'Because' }],
      ['events-not-kept', 410, { message: 'Because' }],
      ['user-not-found', 404, { message: 'Because' }],
      ['username-taken', 409, { message: 'Because' }],
      ['user-read-only', 409, { message: 'Because' }],
      ['recording-name-invalid', 400, { message: 'Because' }],
      ['recording-name-taken', 409, { message: 'Because' }],
      ['already-recorded', 409, { message: 'Because' }],
      ['line-not-found', 404, { message: 'Because' }],
      ['line-not-monitorable', 409, { message: 'Because' }],
      ['line-automatic', 409, { message: 'Because' }],
      ['media-not-ready', 404, { message: 'Recording not found' }],
      ['media-unreadable', 403, { message: 'Recording could not be opened' }],
      ['recorder-unavailable', 500, { message: 'The recorder is not available' }],
      ['recorder-draining', 500, { message: 'The recorder is shutting down' }],
      ['recorder-full', 500, { message: 'Because' }],
      ['busy', 503, { message: 'Service Unavailable' }],
      ['forbidden', 403, { message: 'Because' }],
      ['internal', 500, { message: 'Internal Server Error' }],
    ]);
  });

  test('is 422 for a format and 400 for any other parameter', () => {
    const wrong = (parameter: string) =>
      answerTo(new TricordError('invalid-argument', 'No', { details: { parameter } }));
    expect(wrong('format')).toEqual([422, { message: 'No' }]);
    expect(wrong('terminateOn')).toEqual([400, { message: 'No' }]);
  });

  test('does not reveal the cause of an internal error', () => {
    const { status, body } = toAnswer({ kind: 'unknown', error: new Error('disk on fire') });
    expect([status, body]).toEqual([500, { message: 'Internal Server Error' }]);
  });

  test('is 400 for any other violation of the document', () => {
    const problems = [{ path: '/query/else', message: 'must be integer' }];
    const { status, body } = toAnswer({ kind: 'invalid', status: 400, problems });
    expect([status, body]).toEqual([400, { message: 'Error parsing request' }]);
  });
});

describe('rephrase', () => {
  const caught = (error: unknown, messages: Partial<Record<ErrorCode, string>>): unknown => {
    try {
      return rephrase(messages)(error);
    } catch (thrown) {
      return thrown;
    }
  };

  test('gives an error the message for its code, and keeps it as the cause', () => {
    const error = new TricordError('recording-name-taken', 'x exists');
    const thrown = caught(error, { 'recording-name-taken': 'Taken' });
    expect(isTricordError(thrown, 'recording-name-taken')).toBe(true);
    expect(thrown).toMatchObject({ message: 'Taken', cause: error });
  });

  test('does not change other errors', () => {
    for (const error of [new TricordError('internal', 'x'), new Error('y'), undefined]) {
      expect(caught(error, { 'recording-name-taken': 'Taken' })).toBe(error);
    }
  });
});
