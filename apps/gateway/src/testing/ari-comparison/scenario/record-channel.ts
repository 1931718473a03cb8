import { ask, discard, hear, listen, placeCall, record, type Step, type Subject } from '../step.ts';

const CHANNEL = '/channels/{channel}';

export const recordChecks: Subject = {
  title: 'what is checked before a channel is recorded',
  steps: [
    listen(),
    placeCall('channel'),
    ask('POST /channels/none/record?maxDurationSeconds=-1&maxSilenceSeconds=-1'),
    ask('POST /channels/none/record?maxSilenceSeconds=-1'),
    ask('POST /channels/none/record?terminateOn=x&ifExists=x&format=x'),
    ask('POST /channels/none/record'),
    ask(`POST ${CHANNEL}/record?maxSilenceSeconds=-1&terminateOn=x`),
    ask(`POST ${CHANNEL}/record?terminateOn=x&ifExists=x&format=x`),
    ask(`POST ${CHANNEL}/record?terminateOn=12&name=a&format=wav`),
    ask(`POST ${CHANNEL}/record?ifExists=x&format=x`),
    ask(`POST ${CHANNEL}/record?format=x`),
    ask(`POST ${CHANNEL}/record?format=mp3&name=a`),
    ask(`POST ${CHANNEL}/record?format=WAV16&name=a`),
    ask(`POST ${CHANNEL}/record?format=&name=a`),
    ask(`POST ${CHANNEL}/record?name=a`),
    ask(`POST ${CHANNEL}/record`),
    ask(`POST ${CHANNEL}/record?format=wav`),
    ask(`POST ${CHANNEL}/record?format=wav&name=`),
    ask(`POST ${CHANNEL}/record?format=wav&name=..%2Fa`),
    ...record(CHANNEL, 'name=taken&format=wav'),
    ask(`POST ${CHANNEL}/record?format=wav&name=taken`),
    ask(`POST ${CHANNEL}/record?format=sln&name=taken`),
    ask(`POST ${CHANNEL}/record?format=wav&name=taken&ifExists=overwrite`),
    ask(`POST ${CHANNEL}/record?format=wav&name=taken&ifExists=append`),
    ask('POST /recordings/live/taken/stop'),
    hear('RecordingFinished', 'taken'),
    ask(`POST ${CHANNEL}/record?format=wav&name=taken`),
    ask(`POST ${CHANNEL}/record?format=sln&name=taken&ifExists=fail`),
    ask(`POST ${CHANNEL}/record?format=wav&name=taken&ifExists=`),
    ...record(CHANNEL, 'name=taken&format=wav&ifExists=overwrite'),
    ask('POST /recordings/live/taken/stop'),
    hear('RecordingFinished', 'taken'),
    ...record(CHANNEL, 'name=taken&format=wav&ifExists=Append'),
    ask('POST /recordings/live/taken/stop'),
    hear('RecordingFinished', 'taken'),
    ask('GET /recordings/stored/taken'),
  ],
  events: { shape: ['events.*.recording.duration'] },
};

/** Formats that are recorded; the others of Asterisk stand in the table of differences. */
const FORMATS =
  'wav wav16 sln slin raw sln12 sln16 sln24 sln32 sln44 sln48 ulaw ul mu ulw pcm alaw al alw'.split(
    ' ',
  );

export const recordParameters: Subject = {
  title: "record's parameters",
  steps: [
    listen(),
    placeCall('channel'),
    ...FORMATS.flatMap((format) => tried(`name=own+${format}&format=${format}`, `own ${format}`)),
    ...recorded('body', { json: { name: 'body', format: 'wav' } }),
    ...recorded('form', { form: 'name=form&format=wav' }),
    ...recorded('a b', { form: 'name=a+b&format=wav' }),
    ...recorded('in body', { json: { name: 'in body', format: 'wav' } }, '?name=in+query'),
    ...recorded('in query', { form: 'name=in+form&format=wav' }, '?name=in+query'),
    ...tried('name=first&name=last&format=wav', 'last'),
    ...tried('name=a%2Fb&format=wav', 'a/b'),
    ...tried('name=%E6%97%A5%E6%9C%AC&format=wav', '日本'),
    ...tried('name=50%&format=wav', '50%'),
    ...tried('name=a%22b%5Cc&format=wav', 'a"b\\c'),
    ...tried('name=x&format=wav&terminateOn=ANY&ifExists=FAIL&beep=0', 'x'),
    ...tried('name=x&format=wav&terminateOn=&ifExists=&maxSilenceSeconds=0', 'x'),
    ...tried('name=x&format=wav&terminateOn=%23&maxDurationSeconds=60', 'x'),
    ...tried('name=x&format=wav&beep=no&unknown=1', 'x'),
  ],
  events: { shape: ['events.*.recording.duration'] },
};

function tried(query: string, name: string): readonly Step[] {
  return recorded(name, {}, `?${query}`);
}

function recorded(
  name: string,
  body: { json?: object; form?: string },
  query = '',
): readonly Step[] {
  return [
    ask(`POST ${CHANNEL}/record${query}`, { ...body, shape: ['body.state'] }),
    hear('RecordingStarted', name),
    ...discard(name),
  ];
}
