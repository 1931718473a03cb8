import { describe, expect, test } from 'vitest';
import { parseMatrix, titleOf } from '../testing/line-matrix.ts';
import { MatrixStage, type Operation } from '../testing/matrix-stage.ts';

// docs/contracts/imagicle.md#endpoints and docs/contracts/imagicle.md#users-lines-levels: every endpoint, by who asks,
// whose line it is about and how that line is recorded.
//
// demand, auto, keep: recordingMode on-demand, automatic, live-keep; deaf: not monitorable. 400:1 is reason 1,
// 200=1 a list of one.

interface Matrix extends Operation {
  readonly title: string;
  readonly table: string;
}

const ONE_SECOND = Buffer.concat([Buffer.from('RIFF'), Buffer.alloc(40 + 16_000)]);

const MATRICES: readonly Matrix[] = [
  {
    title: 'GET LiveRecordings?directoryNumber=',
    scene: 'recorded',
    ask: (ask, { directoryNumber }) =>
      ask('get', `/LiveRecordings?directoryNumber=${directoryNumber}`),
    table: `
                     | own: demand  auto  keep  deaf | other's: demand  auto  keep  deaf | unknown
      level 1        |      403     403   403   403  |          403     403   403   403  | 403
      level 2        |      403     403   403   403  |          403     403   403   403  | 403
      level 10       |      200=1   200=1 200=1 200=1|          200=1   200=1 200=1 200=1| 200=1
      wrong password |      401     401   401   401  |          401     401   401   401  | 401
      no password    |      401     401   401   401  |          401     401   401   401  | 401`,
  },
  {
    title: 'POST LiveRecordings {deviceName, directoryNumber}',
    scene: 'connected',
    ask: (ask, { deviceName, directoryNumber }) =>
      ask('post', '/LiveRecordings').send({ deviceName, directoryNumber }),
    becomes: 'recording',
    table: `
                     | own: demand  auto  keep  deaf | other's: demand  auto  keep  deaf | unknown
      level 1        |      403     403   403   403  |          403     403   403   403  | 403
      level 2        |      403     403   403   403  |          403     403   403   403  | 403
      level 10       |      201     400:4 201   400:1|          201     400:4 201   400:1| 400:1
      wrong password |      401     401   401   401  |          401     401   401   401  | 401
      no password    |      401     401   401   401  |          401     401   401   401  | 401`,
  },
  {
    title: 'POST LiveRecordings {directoryNumber}, of a call that is recorded already',
    scene: 'recorded',
    ask: (ask, { directoryNumber }) => ask('post', '/LiveRecordings').send({ directoryNumber }),
    table: `
                     | own: demand  auto  keep  deaf | other's: demand  auto  keep  deaf | unknown
      level 1        |      403     403   403   403  |          403     403   403   403  | 403
      level 2        |      403     403   403   403  |          403     403   403   403  | 403
      level 10       |      429     400:4 429   400:1|          429     400:4 429   400:1| 400:1
      wrong password |      401     401   401   401  |          401     401   401   401  | 401
      no password    |      401     401   401   401  |          401     401   401   401  | 401`,
  },
  {
    title: 'POST LiveRecordings without a body',
    scene: 'connected',
    ask: (ask) => ask('post', '/LiveRecordings'),
    becomes: 'recording',
    table: `
                     | own: demand  auto  keep  deaf | other's: demand  auto  keep  deaf | unknown
      level 1        |      201     400:4 201   400:1|          409     409   409   409  | 409
      level 2        |      201     400:4 201   400:1|          409     409   409   409  | 409
      level 10       |      201     400:4 201   400:1|          409     409   409   409  | 409
      wrong password |      401     401   401   401  |          401     401   401   401  | 401
      no password    |      401     401   401   401  |          401     401   401   401  | 401`,
  },
  {
    title: 'DELETE LiveRecordings/{id}',
    scene: 'recorded',
    ask: (ask, { id }) => ask('delete', `/LiveRecordings/${id}`),
    becomes: 'done',
    table: `
                     | own: demand  auto  keep  deaf | other's: demand  auto  keep  deaf | unknown
      level 1        |      403     403   403   403  |          403     403   403   403  | 403
      level 2        |      403     403   403   403  |          403     403   403   403  | 403
      level 10       |      204     400:2 204   400:1|          204     400:2 204   400:1| 204
      wrong password |      401     401   401   401  |          401     401   401   401  | 401
      no password    |      401     401   401   401  |          401     401   401   401  | 401`,
  },
  {
    title: 'DELETE LiveRecordings?deviceName=',
    scene: 'recorded',
    ask: (ask, { deviceName }) => ask('delete', `/LiveRecordings?deviceName=${deviceName}`),
    becomes: 'done',
    table: `
                     | own: demand  auto  keep  deaf | other's: demand  auto  keep  deaf | unknown
      level 1        |      403     403   403   403  |          403     403   403   403  | 403
      level 2        |      403     403   403   403  |          403     403   403   403  | 403
      level 10       |      204     400:2 204   400:1|          204     400:2 204   400:1| 204
      wrong password |      401     401   401   401  |          401     401   401   401  | 401
      no password    |      401     401   401   401  |          401     401   401   401  | 401`,
  },
  {
    title: 'DELETE LiveRecordings?directoryNumber=',
    scene: 'recorded',
    ask: (ask, { directoryNumber }) =>
      ask('delete', `/LiveRecordings?directoryNumber=${directoryNumber}`),
    becomes: 'done',
    table: `
                     | own: demand  auto  keep  deaf | other's: demand  auto  keep  deaf | unknown
      level 1        |      403     403   403   403  |          403     403   403   403  | 403
      level 2        |      403     403   403   403  |          403     403   403   403  | 403
      level 10       |      204     400:2 204   400:1|          204     400:2 204   400:1| 204
      wrong password |      401     401   401   401  |          401     401   401   401  | 401
      no password    |      401     401   401   401  |          401     401   401   401  | 401`,
  },
  {
    title: 'DELETE LiveRecordings/Mine',
    scene: 'recorded',
    ask: (ask) => ask('delete', '/LiveRecordings/Mine'),
    becomes: 'done',
    table: `
                     | own: demand  auto  keep  deaf | other's: demand  auto  keep  deaf | unknown
      level 1        |      204     400:2 204   400:1|          409     409   409   409  | 409
      level 2        |      204     400:2 204   400:1|          409     409   409   409  | 409
      level 10       |      204     400:2 204   400:1|          409     409   409   409  | 409
      wrong password |      401     401   401   401  |          401     401   401   401  | 401
      no password    |      401     401   401   401  |          401     401   401   401  | 401`,
  },
  {
    title: 'PUT LiveRecordings/{id}/Pause',
    scene: 'recorded',
    ask: (ask, { id }) => ask('put', `/LiveRecordings/${id}/Pause`),
    becomes: 'paused',
    table: `
                     | own: demand  auto  keep  deaf | other's: demand  auto  keep  deaf | unknown
      level 1        |      403     403   403   403  |          403     403   403   403  | 403
      level 2        |      403     403   403   403  |          403     403   403   403  | 403
      level 10       |      204     204   204   204  |          204     204   204   204  | 204
      wrong password |      401     401   401   401  |          401     401   401   401  | 401
      no password    |      401     401   401   401  |          401     401   401   401  | 401`,
  },
  {
    title: 'PUT LiveRecordings/{id}/Resume',
    scene: 'paused',
    ask: (ask, { id }) => ask('put', `/LiveRecordings/${id}/Resume`),
    becomes: 'recording',
    table: `
                     | own: demand  auto  keep  deaf | other's: demand  auto  keep  deaf | unknown
      level 1        |      403     403   403   403  |          403     403   403   403  | 403
      level 2        |      403     403   403   403  |          403     403   403   403  | 403
      level 10       |      204     204   204   204  |          204     204   204   204  | 204
      wrong password |      401     401   401   401  |          401     401   401   401  | 401
      no password    |      401     401   401   401  |          401     401   401   401  | 401`,
  },
  {
    title: 'PUT LiveRecordings/Pause?directoryNumber=',
    scene: 'recorded',
    ask: (ask, { directoryNumber }) =>
      ask('put', `/LiveRecordings/Pause?directoryNumber=${directoryNumber}`),
    becomes: 'paused',
    table: `
                     | own: demand  auto  keep  deaf | other's: demand  auto  keep  deaf | unknown
      level 1        |      403     403   403   403  |          403     403   403   403  | 403
      level 2        |      403     403   403   403  |          403     403   403   403  | 403
      level 10       |      204     204   204   204  |          204     204   204   204  | 204
      wrong password |      401     401   401   401  |          401     401   401   401  | 401
      no password    |      401     401   401   401  |          401     401   401   401  | 401`,
  },
  {
    title: 'PUT LiveRecordings/Resume?directoryNumber=, of what is not paused',
    scene: 'recorded',
    ask: (ask, { directoryNumber }) =>
      ask('put', `/LiveRecordings/Resume?directoryNumber=${directoryNumber}`),
    table: `
                     | own: demand  auto  keep  deaf | other's: demand  auto  keep  deaf | unknown
      level 1        |      403     403   403   403  |          403     403   403   403  | 403
      level 2        |      403     403   403   403  |          403     403   403   403  | 403
      level 10       |      429     429   429   429  |          429     429   429   429  | 429
      wrong password |      401     401   401   401  |          401     401   401   401  | 401
      no password    |      401     401   401   401  |          401     401   401   401  | 401`,
  },
  {
    title: 'GET Recordings?localPartyNumber=',
    scene: 'finished',
    ask: (ask, { directoryNumber }) =>
      ask('get', `/Recordings?localPartyNumber=${directoryNumber}`),
    table: `
                     | own: demand  auto  keep  deaf | other's: demand  auto  keep  deaf | unknown
      level 1        |      403     403   403   403  |          403     403   403   403  | 403
      level 2        |      200=1   200=1 200=1 200=1|          200=0   200=0 200=0 200=0| 200=0
      level 10       |      200=1   200=1 200=1 200=1|          200=1   200=1 200=1 200=1| 200=1
      wrong password |      401     401   401   401  |          401     401   401   401  | 401
      no password    |      401     401   401   401  |          401     401   401   401  | 401`,
  },
  ...(['', '/Media'] as const).map((below) => ({
    title: `GET Recordings/{id}${below}`,
    scene: 'finished' as const,
    ask: ((ask, { id }) => ask('get', `/Recordings/${id}${below}`)) satisfies Operation['ask'],
    table: `
                     | own: demand  auto  keep  deaf | other's: demand  auto  keep  deaf | unknown
      level 1        |      403     403   403   403  |          403     403   403   403  | 403
      level 2        |      200     200   200   200  |          404     404   404   404  | 404
      level 10       |      200     200   200   200  |          200     200   200   200  | 200
      wrong password |      401     401   401   401  |          401     401   401   401  | 401
      no password    |      401     401   401   401  |          401     401   401   401  | 401`,
  })),
  {
    title: 'POST Recordings',
    scene: 'nothing',
    ask: (ask, { username, directoryNumber: phoneNumber }) =>
      ask('post', '/Recordings')
        .field(
          'jsondata',
          JSON.stringify({
            startDateTime: '2025-12-01T10:00:00.0000000Z',
            duration: 'PT1S',
            direction: 1,
            localParty: { username, phoneNumber },
          }),
          { contentType: 'application/json' },
        )
        .attach('attachment', ONE_SECOND, { filename: 'call.wav', contentType: 'audio/wav' }),
    becomes: 'done',
    table: `
                     | own: demand  auto  keep  deaf | other's: demand  auto  keep  deaf | unknown
      level 1        |      403     403   403   403  |          403     403   403   403  | 403
      level 2        |      403     403   403   403  |          403     403   403   403  | 403
      level 10       |      201     201   201   201  |          201     201   201   201  | 201
      wrong password |      401     401   401   401  |          401     401   401   401  | 401
      no password    |      401     401   401   401  |          401     401   401   401  | 401`,
  },
];

describe.each(MATRICES)('$title', ({ table, ...operation }) => {
  const stage = new MatrixStage();
  test.each(parseMatrix(table))('$title', async ({ asker, cells }) => {
    const answers: Record<string, string> = {};
    for (const { place } of cells) {
      const { answer, before, after } = await stage.play(operation, place, asker);
      answers[titleOf(place)] = answer;
      // Who is refused has changed nothing.
      const granted = answer.startsWith('20');
      expect(after).toBe(granted ? (operation.becomes ?? before) : before);
    }
    expect(answers).toEqual(
      Object.fromEntries(cells.map(({ place, answer }) => [titleOf(place), answer])),
    );
  });
});
