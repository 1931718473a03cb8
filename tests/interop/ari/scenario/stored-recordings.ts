import { ask, by, type Scenario, speak } from '@tricord/http-compare';
import { listen, placeCall, record, stop } from '../step.ts';

const STORED = '/recordings/stored';

const RANGES = 'Range, ETag and conditional requests for the file';
const RANGE = by(RANGES, 'headers.etag', 'headers.accept-ranges');

export const storedRecordings: Scenario = {
  title: 'stored recordings',
  steps: [
    listen(),
    placeCall('channel'),
    ask(`GET ${STORED}`),
    ...record('/channels/{channel}', 'name=own+b&format=wav'),
    speak(200),
    ...stop('own b'),
    ...record('/channels/{channel}', 'name=own+a&format=ulaw'),
    speak(200),
    ...stop('own a'),
    ...record('/channels/{channel}', 'name=own%2Fc&format=sln16'),
    speak(200),
    ...stop('own/c'),
    ask(`GET ${STORED}`),
    ask(`GET ${STORED}?pretty=true`, { spacing: true, ...by('?pretty=yes', 'text') }),
    ask(`GET ${STORED}/own+b`),
    ask(`GET ${STORED}/own%20a`, { as: 'reader' }),
    ask(`GET ${STORED}/own%2Fc`),
    ask(`GET ${STORED}/own/c`),
    ask(`GET ${STORED}/own%20b.wav`),
    ask(`GET ${STORED}/OWN%20b`),
    ask(`GET ${STORED}/own%20b/file`, RANGE),
    ask(`GET ${STORED}/own%20a/file`, { as: 'reader', ...RANGE }),
    ask(`GET ${STORED}/own%2Fc/file`, RANGE),
    ask(`GET ${STORED}/none/file`),
    ask(`HEAD ${STORED}/own%20b/file`),
    ask(`GET ${STORED}/own%20b/file`, {
      headers: { Range: 'bytes=0-43' },
      ...by(RANGES, 'status', 'headers', 'body.isEmpty'),
    }),
    ask(`GET ${STORED}/own%20b/file`, {
      headers: { Accept: 'audio/mpeg' },
      differs: [
        ...RANGE.differs,
        ...by('MP3, and the audio as it was recorded', 'headers.content-type', 'body.container')
          .differs,
      ],
    }),
    ask(`GET ${STORED}/..%2Frecording%2Fown%20b`, by('names', 'status', 'body')),
    ask(`GET ${STORED}/..%2F..%2Fetc%2Fasterisk.conf/file`),
    ask(
      `DELETE ${STORED}/..%2Frecording%2Fown%20b`,
      by('names', 'status', 'headers.content-type', 'lengthIsTold', 'body'),
    ),
  ],
  events: { shape: ['*.*.recording.duration'] },
};

export const copying: Scenario = {
  title: 'copies and deletion',
  steps: [
    listen(),
    placeCall('channel'),
    ...record('/channels/{channel}', 'name=a&format=wav'),
    speak(200),
    ...stop('a'),
    ask(`POST ${STORED}/none/copy?destinationRecordingName=b`),
    ask(`POST ${STORED}/none/copy`),
    ask(`POST ${STORED}/a/copy`),
    ask(
      `POST ${STORED}/a/copy?destinationRecordingName=`,
      by('a copy to an empty name', 'status', 'body.message'),
    ),
    ask(`POST ${STORED}/a/copy?destinationRecordingName=a`),
    ask(`POST ${STORED}/a/copy?destinationRecordingName=b`),
    ask(`POST ${STORED}/a/copy?destinationRecordingName=b`),
    ask(`POST ${STORED}/a/copy`, { json: { destinationRecordingName: 'c d' } }),
    ask(`POST ${STORED}/a/copy?destinationRecordingName=e%2Ff`),
    ask(
      `POST ${STORED}/a/copy?destinationRecordingName=i.j`,
      by("a copy's new name with an extension", 'body.name'),
    ),
    ask(
      `DELETE ${STORED}/i.j`,
      by(
        "a copy's new name with an extension",
        'status',
        'headers.content-type',
        'lengthIsTold',
        'body',
      ),
    ),
    ask(
      `DELETE ${STORED}/i`,
      by(
        "a copy's new name with an extension",
        'status',
        'headers.content-type',
        'lengthIsTold',
        'body',
      ),
    ),
    ask(`POST ${STORED}/a/copy?destinationRecordingName=..%2Fg`),
    ask(`POST ${STORED}/a/copy?destinationRecordingName=g`, { as: 'reader' }),
    ask(`GET ${STORED}`),
    ask(`GET ${STORED}/b/file`, RANGE),
    ask(`DELETE ${STORED}/a`),
    ask(`DELETE ${STORED}/a`),
    ask(`GET ${STORED}/a`),
    ask(`GET ${STORED}/a/file`),
    ask(`POST ${STORED}/a/copy?destinationRecordingName=h`),
    ask(`DELETE ${STORED}/c+d`),
    ask(`GET ${STORED}`),
    ...record('/channels/{channel}', 'name=a&format=sln'),
    ask(`DELETE ${STORED}/none`),
    ...stop('a'),
    ask(`GET ${STORED}/a`),
  ],
  events: { shape: ['*.*.recording.duration'] },
};

const TWO_FORMATS = 'one name in two formats';

export const twoFormats: Scenario = {
  title: TWO_FORMATS,
  steps: [
    listen(),
    placeCall('channel'),
    ...record('/channels/{channel}', 'name=own&format=wav'),
    ...stop('own'),
    ...record('/channels/{channel}', 'name=own&format=sln&ifExists=overwrite'),
    ...stop('own'),
    ask(`DELETE ${STORED}/own`),
    ask(`GET ${STORED}/own`, by(TWO_FORMATS, 'status', 'body')),
  ],
  events: { shape: ['*.*.recording.duration'] },
};

export const audio: Scenario = {
  title: 'what is heard in a recording',
  steps: [
    listen(),
    placeCall('channel', 'tone-440'),
    ...record('/channels/{channel}', 'name=open&format=wav'),
    speak(500),
    ...stop('open'),
    ask(`GET ${STORED}/open/file`, { audible: true, ...RANGE }),
    ...record('/channels/{channel}', 'name=muted&format=wav'),
    ask('POST /recordings/live/muted/mute'),
    speak(500),
    ...stop('muted'),
    ask(`GET ${STORED}/muted/file`, { audible: true, ...RANGE }),
    ...record('/channels/{channel}', 'name=twice&format=sln'),
    ask('POST /recordings/live/twice/mute'),
    ask('POST /recordings/live/twice/mute'),
    speak(500),
    ...stop('twice'),
    ask(`GET ${STORED}/twice/file`, {
      audible: true,
      differs: [...RANGE.differs, ...by('a second mute', 'endsInSilence').differs],
    }),
    ...record('/channels/{channel}', 'name=again&format=alaw'),
    ask('POST /recordings/live/again/mute'),
    ask('DELETE /recordings/live/again/mute'),
    speak(500),
    ...stop('again'),
    ask(`GET ${STORED}/again/file`, { audible: true, ...RANGE }),
  ],
  events: { shape: ['*.*.recording.duration'] },
};
