import {
  documented,
  type RequestOptions,
  request,
  type Scenario,
  type Step,
} from '@tricord/http-compare';
import {
  discard,
  expectEvent,
  expectEventOf,
  fileOf,
  openSocket,
  placeCall,
  record,
  stop,
} from '../step.ts';

const CHANNEL = '/channels/{channel}';

export const recordChecks: Scenario = {
  title: 'checks before a channel is recorded',
  steps: [
    openSocket(),
    placeCall('channel'),
    request('POST /channels/none/record?maxDurationSeconds=-1&maxSilenceSeconds=-1'),
    request('POST /channels/none/record?maxSilenceSeconds=-1'),
    request('POST /channels/none/record?terminateOn=x&ifExists=x&format=x'),
    request('POST /channels/none/record'),
    request(`POST ${CHANNEL}/record?maxSilenceSeconds=-1&terminateOn=x`),
    request(`POST ${CHANNEL}/record?terminateOn=x&ifExists=x&format=x`),
    request(`POST ${CHANNEL}/record?terminateOn=12&name=a&format=wav`),
    request(`POST ${CHANNEL}/record?ifExists=x&format=x`),
    request(`POST ${CHANNEL}/record?format=x`),
    request(`POST ${CHANNEL}/record?format=mp3&name=a`),
    request(`POST ${CHANNEL}/record?format=WAV16&name=a`),
    request(`POST ${CHANNEL}/record?format=&name=a`),
    request(`POST ${CHANNEL}/record?name=a`),
    request(`POST ${CHANNEL}/record`),
    request(
      `POST ${CHANNEL}/record?format=wav`,
      documented('a recording without a name', 'status'),
    ),
    request(
      `POST ${CHANNEL}/record?format=wav&name=`,
      documented('a recording without a name', 'status'),
    ),
    request(
      `POST ${CHANNEL}/record?format=wav&name=..%2Fa`,
      documented('names', 'status', 'body.message'),
    ),
    ...record(CHANNEL, 'name=taken&format=wav'),
    request(`POST ${CHANNEL}/record?format=wav&name=taken`),
    request(`POST ${CHANNEL}/record?format=sln&name=taken`),
    request(`POST ${CHANNEL}/record?format=wav&name=taken&ifExists=overwrite`),
    request(`POST ${CHANNEL}/record?format=wav&name=taken&ifExists=append`),
    ...stop('taken'),
    request(`POST ${CHANNEL}/record?format=wav&name=taken`),
    request(`POST ${CHANNEL}/record?format=sln&name=taken&ifExists=fail`),
    request(`POST ${CHANNEL}/record?format=wav&name=taken&ifExists=`),
    ...record(CHANNEL, 'name=taken&format=wav&ifExists=overwrite'),
    ...stop('taken'),
    ...record(CHANNEL, 'name=taken&format=wav&ifExists=Append'),
    ...stop('taken'),
    request('GET /recordings/stored/taken'),
  ],
  events: { shape: ['*.*.recording.duration'] },
};

/** The formats that Tricord records; the table of differences lists Asterisk's others. */
const FORMATS =
  'wav wav16 sln slin raw sln12 sln16 sln24 sln32 sln44 sln48 ulaw ul mu ulw pcm alaw al alw g722'.split(
    ' ',
  );

export const recordParameters: Scenario = {
  title: "record's parameters",
  steps: [
    openSocket(),
    placeCall('channel'),
    ...FORMATS.flatMap((format) => tried(`name=own+${format}&format=${format}`, `own ${format}`)),
    ...recorded('body', { json: { name: 'body', format: 'wav' } }),
    ...recorded('form', { form: 'name=form&format=wav' }),
    ...recorded('a b', { form: 'name=a+b&format=wav' }),
    ...recorded('in body', { json: { name: 'in body', format: 'wav' } }, '?name=in+query'),
    ...recorded('in query', { form: 'name=in+form&format=wav' }, '?name=in+query'),
    ...tried('name=first&name=last&format=wav', 'last'),
    ...tried('name=a%2Fb&format=wav', 'a/b'),
    ...tried(
      'name=%E6%97%A5%E6%9C%AC&format=wav',
      '日本',
      documented('Location of a name beyond ASCII', 'headers.location'),
    ),
    ...tried('name=50%&format=wav', '50%'),
    ...tried('name=a%22b%5Cc&format=wav', 'a"b\\c'),
    ...tried('name=x&format=wav&terminateOn=ANY&ifExists=FAIL&beep=0', 'x'),
    ...tried('name=x&format=wav&terminateOn=&ifExists=&maxSilenceSeconds=0', 'x'),
    ...tried('name=x&format=wav&terminateOn=%23&maxDurationSeconds=60', 'x'),
    ...tried('name=x&format=wav&beep=no&unknown=1', 'x'),
  ],
  events: { shape: ['*.*.recording.duration'] },
};

function tried(query: string, name: string, options: RequestOptions = {}): readonly Step[] {
  return recorded(name, options, `?${query}`);
}

function recorded(name: string, options: RequestOptions, query = ''): readonly Step[] {
  return [
    request(`POST ${CHANNEL}/record${query}`, { shape: ['body.state'], ...options }),
    expectEvent('RecordingStarted', name),
    ...discard(name),
  ];
}

const NO_ENCODER = 'gsm, WAV, wav49, au';

export const otherFormats: Scenario = {
  title: 'formats that Tricord does not record',
  steps: [
    openSocket(),
    placeCall('channel'),
    ...NO_ENCODER.split(', ').flatMap((format) => refused(format)),
  ],
  events: {
    onlyTheirs: NO_ENCODER.split(', ').flatMap((format) => [
      { event: `RecordingStarted ${format}`, row: NO_ENCODER },
      { event: `RecordingFinished ${format}`, row: NO_ENCODER },
    ]),
  },
};

/** Asterisk records these; they are discarded as soon as possible. */
function refused(format: string): readonly Step[] {
  return [
    request(
      `POST ${CHANNEL}/record?name=${format}&format=${format}`,
      documented(NO_ENCODER, 'status', 'headers.location', 'body'),
    ),
    fileOf(format),
    request(
      `DELETE /recordings/live/${format}`,
      documented(NO_ENCODER, 'status', 'headers.content-type', 'hasContentLength', 'body'),
    ),
    expectEventOf('Asterisk', 'RecordingFinished', format),
    request(`GET /recordings/live/${format}`, { until: 404 }),
  ];
}
