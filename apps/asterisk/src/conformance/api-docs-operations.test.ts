import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiDeclaration } from '../api-docs/swagger.ts';
import type { AriEvent } from '../mappers/event.ts';
import { type Harness, startHarness } from '../testing/harness.ts';

/** docs/contracts/ari.md#api-docs: what clients make their methods and events from. */
let ari: Harness;
beforeAll(async () => {
  ari = await startHarness();
});
afterAll(() => ari.close());

async function declaration(resource: string): Promise<ApiDeclaration> {
  return (await ari.pbx.get(`/ari/api-docs/${resource}.json`).expect(200)).body;
}

async function operation(resource: string, method: string, path: string) {
  const { apis } = await declaration(resource);
  const api = apis.find((each) => each.path === path);
  return api?.operations.find(({ httpMethod }) => httpMethod === method);
}

describe('operations from which clients generate their methods', () => {
  test.each([
    ['recordings', 'GET', '/recordings/stored', 'listStored', 'List[StoredRecording]'],
    ['recordings', 'GET', '/recordings/stored/{recordingName}', 'getStored', 'StoredRecording'],
    ['recordings', 'DELETE', '/recordings/stored/{recordingName}', 'deleteStored', 'void'],
    ['recordings', 'GET', '/recordings/stored/{recordingName}/file', 'getStoredFile', 'binary'],
    [
      ...(['recordings', 'POST', '/recordings/stored/{recordingName}/copy'] as const),
      ...(['copyStored', 'StoredRecording'] as const),
    ],
    ['recordings', 'GET', '/recordings/live/{recordingName}', 'getLive', 'LiveRecording'],
    ['recordings', 'DELETE', '/recordings/live/{recordingName}', 'cancel', 'void'],
    ['recordings', 'POST', '/recordings/live/{recordingName}/stop', 'stop', 'void'],
    ['recordings', 'POST', '/recordings/live/{recordingName}/pause', 'pause', 'void'],
    ['recordings', 'DELETE', '/recordings/live/{recordingName}/pause', 'unpause', 'void'],
    ['recordings', 'POST', '/recordings/live/{recordingName}/mute', 'mute', 'void'],
    ['recordings', 'DELETE', '/recordings/live/{recordingName}/mute', 'unmute', 'void'],
    ['channels', 'GET', '/channels', 'list', 'List[Channel]'],
    ['channels', 'GET', '/channels/{channelId}', 'get', 'Channel'],
    ['channels', 'POST', '/channels/{channelId}/record', 'record', 'LiveRecording'],
    ['channels', 'DELETE', '/channels/{channelId}', 'hangup', 'void'],
    ['channels', 'POST', '/channels/{channelId}/answer', 'answer', 'void'],
    ['channels', 'POST', '/channels/{channelId}/continue', 'continueInDialplan', 'void'],
    ['channels', 'GET', '/channels/{channelId}/variable', 'getChannelVar', 'Variable'],
    ['channels', 'POST', '/channels/{channelId}/variable', 'setChannelVar', 'void'],
    ['bridges', 'GET', '/bridges', 'list', 'List[Bridge]'],
    ['bridges', 'POST', '/bridges', 'create', 'Bridge'],
    ['bridges', 'POST', '/bridges/{bridgeId}', 'createWithId', 'Bridge'],
    ['bridges', 'GET', '/bridges/{bridgeId}', 'get', 'Bridge'],
    ['bridges', 'DELETE', '/bridges/{bridgeId}', 'destroy', 'void'],
    ['bridges', 'POST', '/bridges/{bridgeId}/addChannel', 'addChannel', 'void'],
    ['bridges', 'POST', '/bridges/{bridgeId}/removeChannel', 'removeChannel', 'void'],
    ['bridges', 'POST', '/bridges/{bridgeId}/record', 'record', 'LiveRecording'],
    ['applications', 'GET', '/applications', 'list', 'List[Application]'],
    ['applications', 'GET', '/applications/{applicationName}', 'get', 'Application'],
    [
      ...(['applications', 'POST', '/applications/{applicationName}/subscription'] as const),
      ...(['subscribe', 'Application'] as const),
    ],
    [
      ...(['applications', 'DELETE', '/applications/{applicationName}/subscription'] as const),
      ...(['unsubscribe', 'Application'] as const),
    ],
    [
      ...(['applications', 'PUT', '/applications/{applicationName}/eventFilter'] as const),
      ...(['filter', 'Application'] as const),
    ],
    ['asterisk', 'GET', '/asterisk/info', 'getInfo', 'AsteriskInfo'],
    ['asterisk', 'GET', '/asterisk/ping', 'ping', 'AsteriskPing'],
    ['events', 'POST', '/events/user/{eventName}', 'userEvent', 'void'],
    ['endpoints', 'GET', '/endpoints', 'list', 'List[Endpoint]'],
    ['deviceStates', 'GET', '/deviceStates', 'list', 'List[DeviceState]'],
    ['sounds', 'GET', '/sounds', 'list', 'List[Sound]'],
    ['mailboxes', 'GET', '/mailboxes', 'list', 'List[Mailbox]'],
    ['playbacks', 'GET', '/playbacks/{playbackId}', 'get', 'Playback'],
    ['events', 'GET', '/events', 'eventWebsocket', 'Message'],
  ])('%s: %s %s is %s and answers %s', async (resource, method, path, nickname, responseClass) => {
    expect(await operation(resource, method, path)).toMatchObject({ nickname, responseClass });
  });

  test('parameters have required, default and allowed values', async () => {
    const record = await operation('channels', 'POST', '/channels/{channelId}/record');
    expect(record?.parameters.map(({ name, required }) => [name, required])).toEqual([
      ['channelId', true],
      ['name', true],
      ['format', true],
      ['maxDurationSeconds', false],
      ['maxSilenceSeconds', false],
      ['ifExists', false],
      ['beep', false],
      ['terminateOn', false],
    ]);
    expect(record?.parameters).toContainEqual({
      name: 'ifExists',
      description: expect.any(String),
      paramType: 'query',
      required: false,
      allowMultiple: false,
      dataType: 'string',
      defaultValue: 'fail',
      allowableValues: { valueType: 'LIST', values: ['fail', 'overwrite', 'append'] },
    });
    expect(record?.parameters).toContainEqual(
      expect.objectContaining({
        name: 'maxSilenceSeconds',
        dataType: 'int',
        allowableValues: { valueType: 'RANGE', min: 0 },
      }),
    );
    expect(record?.errorResponses.map(({ code }) => code)).toEqual([400, 404, 409, 422]);
  });

  test('fields of a JSON body are parameters, too', async () => {
    const body = async (...operationKey: Parameters<typeof operation>) =>
      (await operation(...operationKey))?.parameters.find(({ paramType }) => paramType === 'body');
    expect(await body('events', 'POST', '/events/user/{eventName}')).toMatchObject({
      name: 'variables',
      dataType: 'containers',
      required: false,
    });
    expect(
      await body('applications', 'PUT', '/applications/{applicationName}/eventFilter'),
    ).toMatchObject({ name: 'filter', dataType: 'object' });
  });

  test('the WebSocket is marked as such', async () => {
    expect(await operation('events', 'GET', '/events')).toMatchObject({
      upgrade: 'websocket',
      websocketProtocol: 'ari',
      parameters: [{ name: 'app', required: true, allowMultiple: true }, { name: 'subscribeAll' }],
    });
  });
});

describe('models', () => {
  test('a model has its properties, dates and enumerations', async () => {
    const { models } = await declaration('channels');
    expect(models.Channel).toMatchObject({
      id: 'Channel',
      properties: {
        id: { type: 'string', required: true },
        caller: { type: 'CallerID', required: true },
        creationtime: { type: 'Date', required: true },
      },
    });
    expect(models.LiveRecording?.properties).toMatchObject({
      duration: { type: 'int', required: false },
      state: { allowableValues: { values: expect.arrayContaining(['queued', 'canceled']) } },
    });
  });

  test('events are subtypes of Event, distinguished by type', async () => {
    const { models } = await declaration('events');
    expect(models.Message).toMatchObject({ discriminator: 'type' });
    expect(models.Message?.subTypes).toContain('Event');
    expect(models.Event?.properties).toMatchObject({ timestamp: { type: 'Date', required: true } });
    expect(models.Event?.subTypes).toContain('StasisStart');
    expect(models.StasisStart?.properties).toEqual({
      args: { type: 'List[string]', required: true, description: '' },
      channel: { type: 'Channel', required: true, description: '' },
    });
  });
});

/** Does not compile until it has every type of event that is sent. */
const SENT: Record<AriEvent['type'], true> = {
  StasisStart: true,
  StasisEnd: true,
  RecordingStarted: true,
  RecordingFinished: true,
  RecordingFailed: true,
  ChannelCreated: true,
  ChannelDestroyed: true,
  ChannelDtmfReceived: true,
  ChannelHangupRequest: true,
  ChannelVarset: true,
  ChannelCallerId: true,
  ChannelEnteredBridge: true,
  ChannelLeftBridge: true,
  BridgeCreated: true,
  BridgeDestroyed: true,
  ApplicationRegistered: true,
  ApplicationReplaced: true,
  ApplicationUnregistered: true,
  ChannelUserevent: true,
};

/** docs/contracts/ari.md#api-docs: an event type that the models lack crashes node-ari-client. */
test('the models contain every event, including those that only Asterisk sends', async () => {
  const { models } = await declaration('events');
  const asterisk = ['PlaybackFinished', 'ChannelTalkingStarted', 'Dial', 'BridgeMerged'];
  for (const type of [...Object.keys(SENT), ...asterisk, 'RESTResponse']) {
    expect(models.Event?.subTypes).toContain(type);
    expect(models[type]?.id).toBe(type);
  }
});
