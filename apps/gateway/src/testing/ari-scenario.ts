import type { AriEvent, AriEvents } from './ari-events.ts';

/** An ARI server in whose application a call is. */
export interface AriSide {
  /** `http://…/ari` */
  readonly url: string;
  readonly authorization: string;
  readonly events: AriEvents;
  readonly channelId: string;
  /** Lets the other end hang up. */
  readonly hangUp: () => Promise<unknown>;
}

/** A request and what came back, without what differs from call to call. */
export interface Exchange {
  readonly request: string;
  readonly status: number;
  readonly contentType: string | null;
  readonly location: string | null;
  readonly body: unknown;
}

/** How long is recorded, less the pauses: clear of whole seconds, which is what ARI counts. */
const SPEAK_MS = 1500;

/**
 * What a client does that records a call: twice, once with all controls and a stop, once until the end of the
 * call. Answers all that it is told.
 */
export async function recordByAri(side: AriSide): Promise<readonly Exchange[]> {
  const { events, channelId } = side;
  const exchanges: Exchange[] = [];
  const ask = async (method: string, path: string) => {
    exchanges.push(await exchange(side, method, path));
  };
  const recording = (type: string, name: string) =>
    events.first((event) => event.type === type && event.recording?.name === name);

  await ask('GET', `/channels/${channelId}`);
  await ask('POST', `/channels/${channelId}/record?name=talk&format=wav`);
  await recording('RecordingStarted', 'talk');
  await ask('GET', '/recordings/live/talk');
  await ask('POST', `/channels/${channelId}/record?name=talk&format=wav`);
  await ask('POST', `/channels/${channelId}/record?name=other&format=mp3`);
  await ask('POST', '/recordings/live/talk/pause');
  await ask('GET', '/recordings/live/talk');
  await ask('DELETE', '/recordings/live/talk/pause');
  await ask('POST', '/recordings/live/talk/mute');
  await ask('DELETE', '/recordings/live/talk/mute');
  await new Promise((resolve) => setTimeout(resolve, SPEAK_MS));
  await ask('POST', '/recordings/live/talk/stop');
  await ask('GET', '/recordings/live/talk');
  await recording('RecordingFinished', 'talk');
  await ask('GET', '/recordings/stored/talk');
  await ask('GET', '/recordings/stored/talk/file');
  await ask('POST', '/recordings/stored/talk/copy?destinationRecordingName=copy');
  await ask('GET', '/recordings/stored');
  await ask('DELETE', '/recordings/stored/talk');
  await ask('GET', '/recordings/stored/talk');
  await ask('POST', `/channels/${channelId}/record?name=rest&format=wav`);
  await recording('RecordingStarted', 'rest');
  await side.hangUp();
  await events.ofChannel('StasisEnd', channelId);
  await ask('GET', '/recordings/stored/rest');
  await ask('GET', `/channels/${channelId}`);
  return exchanges;
}

async function exchange(side: AriSide, method: string, path: string): Promise<Exchange> {
  const { url, authorization, channelId } = side;
  const response = await fetch(url + path, { method, headers: { authorization } });
  const contentType = response.headers.get('content-type');
  const bytes = Buffer.from(await response.arrayBuffer());
  const isJson = contentType?.startsWith('application/json') && bytes.length > 0;
  return {
    request: `${method} ${path.replace(channelId, '{channel}')}`,
    status: response.status,
    contentType,
    location: response.headers.get('location'),
    body: isJson ? withoutAccidents(JSON.parse(bytes.toString()), channelId) : undefined,
  };
}

/** The events about a recorded call, in order, without what differs from call to call. */
export function recordingEvents({ events, channelId }: AriSide): readonly unknown[] {
  return events.all.filter(isCompared).map((event) => withoutAccidents(event, channelId));
}

function isCompared({ type }: AriEvent): boolean {
  return /^(Stasis(Start|End)|Recording(Started|Finished|Failed))$/.test(type);
}

/**
 * A channel becomes the names and types of its members: who is in the call and how it came in are the
 * PBX's own. Of everything else only identities and instants are left out.
 */
function withoutAccidents(value: unknown, channelId: string, name = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutAccidents(item, channelId));
  if (typeof value === 'object' && value !== null) {
    const isChannel = name === 'channel' || 'dialplan' in value;
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [
        key,
        isChannel ? shapeOf(member) : withoutAccidents(member, channelId, key),
      ]),
    );
  }
  if (name === 'timestamp') return String(value).replaceAll(/\d/g, '0');
  if (name === 'asterisk_id' || name === 'application') return typeof value;
  // A start is answered before the recording runs or just after: Asterisk says either.
  if (name === 'state' && value === 'queued') return 'recording';
  if (typeof value === 'string') return value.replace(channelId, '{channel}');
  return value;
}

function shapeOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shapeOf(item)]));
}
