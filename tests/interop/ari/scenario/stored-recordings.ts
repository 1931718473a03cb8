import { documented, request, type Scenario, wait } from '@tricord/http-compare';
import { openSocket, placeCall, record, stop } from '../step.ts';

const STORED = '/recordings/stored';

const RANGES = 'Range, ETag and conditional requests for the file';
const RANGE = documented(RANGES, 'headers.etag', 'headers.accept-ranges');

export const storedRecordings: Scenario = {
  title: 'stored recordings',
  steps: [
    openSocket(),
    placeCall('channel'),
    request(`GET ${STORED}`),
    ...record('/channels/{channel}', 'name=own+b&format=wav'),
    wait(200),
    ...stop('own b'),
    ...record('/channels/{channel}', 'name=own+a&format=ulaw'),
    wait(200),
    ...stop('own a'),
    ...record('/channels/{channel}', 'name=own%2Fc&format=sln16'),
    wait(200),
    ...stop('own/c'),
    request(`GET ${STORED}`),
    request(`GET ${STORED}?pretty=true`, { spacing: true, ...documented('?pretty=yes', 'text') }),
    request(`GET ${STORED}/own+b`),
    request(`GET ${STORED}/own%20a`, { as: 'reader' }),
    request(`GET ${STORED}/own%2Fc`),
    request(`GET ${STORED}/own/c`),
    request(`GET ${STORED}/own%20b.wav`),
    request(`GET ${STORED}/OWN%20b`),
    request(`GET ${STORED}/own%20b/file`, RANGE),
    request(`GET ${STORED}/own%20a/file`, { as: 'reader', ...RANGE }),
    request(`GET ${STORED}/own%2Fc/file`, RANGE),
    request(`GET ${STORED}/none/file`),
    request(`HEAD ${STORED}/own%20b/file`),
    request(`GET ${STORED}/own%20b/file`, {
      headers: { Range: 'bytes=0-43' },
      ...documented(RANGES, 'status', 'headers', 'body.isEmpty'),
    }),
    request(`GET ${STORED}/own%20b/file`, {
      headers: { Accept: 'audio/mpeg' },
      differs: [
        ...RANGE.differs,
        ...documented(
          'MP3, and the audio as it was recorded',
          'headers.content-type',
          'body.container',
        ).differs,
      ],
    }),
    request(`GET ${STORED}/..%2Frecording%2Fown%20b`, documented('names', 'status', 'body')),
    request(`GET ${STORED}/..%2F..%2Fetc%2Fasterisk.conf/file`),
    request(
      `DELETE ${STORED}/..%2Frecording%2Fown%20b`,
      documented('names', 'status', 'headers.content-type', 'hasContentLength', 'body'),
    ),
  ],
  events: { shape: ['*.*.recording.duration'] },
};

export const copying: Scenario = {
  title: 'copies and deletion',
  steps: [
    openSocket(),
    placeCall('channel'),
    ...record('/channels/{channel}', 'name=a&format=wav'),
    wait(200),
    ...stop('a'),
    request(`POST ${STORED}/none/copy?destinationRecordingName=b`),
    request(`POST ${STORED}/none/copy`),
    request(`POST ${STORED}/a/copy`),
    request(
      `POST ${STORED}/a/copy?destinationRecordingName=`,
      documented('a copy to an empty name', 'status', 'body.message'),
    ),
    request(`POST ${STORED}/a/copy?destinationRecordingName=a`),
    request(`POST ${STORED}/a/copy?destinationRecordingName=b`),
    request(`POST ${STORED}/a/copy?destinationRecordingName=b`),
    request(`POST ${STORED}/a/copy`, { json: { destinationRecordingName: 'c d' } }),
    request(`POST ${STORED}/a/copy?destinationRecordingName=e%2Ff`),
    request(
      `POST ${STORED}/a/copy?destinationRecordingName=i.j`,
      documented("a copy's new name with an extension", 'body.name'),
    ),
    request(
      `DELETE ${STORED}/i.j`,
      documented(
        "a copy's new name with an extension",
        'status',
        'headers.content-type',
        'hasContentLength',
        'body',
      ),
    ),
    request(
      `DELETE ${STORED}/i`,
      documented(
        "a copy's new name with an extension",
        'status',
        'headers.content-type',
        'hasContentLength',
        'body',
      ),
    ),
    request(`POST ${STORED}/a/copy?destinationRecordingName=..%2Fg`),
    request(`POST ${STORED}/a/copy?destinationRecordingName=g`, { as: 'reader' }),
    request(`GET ${STORED}`),
    request(`GET ${STORED}/b/file`, RANGE),
    request(`DELETE ${STORED}/a`),
    request(`DELETE ${STORED}/a`),
    request(`GET ${STORED}/a`),
    request(`GET ${STORED}/a/file`),
    request(`POST ${STORED}/a/copy?destinationRecordingName=h`),
    request(`DELETE ${STORED}/c+d`),
    request(`GET ${STORED}`),
    ...record('/channels/{channel}', 'name=a&format=sln'),
    request(`DELETE ${STORED}/none`),
    ...stop('a'),
    request(`GET ${STORED}/a`),
  ],
  events: { shape: ['*.*.recording.duration'] },
};

const TWO_FORMATS = 'one name in two formats';

export const twoFormats: Scenario = {
  title: TWO_FORMATS,
  steps: [
    openSocket(),
    placeCall('channel'),
    ...record('/channels/{channel}', 'name=own&format=wav'),
    ...stop('own'),
    ...record('/channels/{channel}', 'name=own&format=sln&ifExists=overwrite'),
    ...stop('own'),
    request(`DELETE ${STORED}/own`),
    request(`GET ${STORED}/own`, documented(TWO_FORMATS, 'status', 'body')),
  ],
  events: { shape: ['*.*.recording.duration'] },
};

export const audio: Scenario = {
  title: 'audio of a recording',
  steps: [
    openSocket(),
    placeCall('channel', 'tone-440'),
    ...record('/channels/{channel}', 'name=open&format=wav'),
    wait(500),
    ...stop('open'),
    request(`GET ${STORED}/open/file`, { audible: true, ...RANGE }),
    ...record('/channels/{channel}', 'name=muted&format=wav'),
    request('POST /recordings/live/muted/mute'),
    wait(500),
    ...stop('muted'),
    request(`GET ${STORED}/muted/file`, { audible: true, ...RANGE }),
    ...record('/channels/{channel}', 'name=twice&format=sln'),
    request('POST /recordings/live/twice/mute'),
    request('POST /recordings/live/twice/mute'),
    wait(500),
    ...stop('twice'),
    request(`GET ${STORED}/twice/file`, {
      audible: true,
      differs: [...RANGE.differs, ...documented('a second mute', 'endsInSilence').differs],
    }),
    ...record('/channels/{channel}', 'name=again&format=alaw'),
    request('POST /recordings/live/again/mute'),
    request('DELETE /recordings/live/again/mute'),
    wait(500),
    ...stop('again'),
    request(`GET ${STORED}/again/file`, { audible: true, ...RANGE }),
  ],
  events: { shape: ['*.*.recording.duration'] },
};
