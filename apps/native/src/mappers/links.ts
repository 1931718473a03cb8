import { isLive, type Recording } from '@tricord/core';
import type { components } from '../generated/api.ts';

type Schemas = components['schemas'];

/** Base path of this API. */
export const API = '/api/v1';
const ARI = '/ari';
const IMAGICLE = '/fw/Apps/Recorder/WebAPI';
const LAML = '/api/laml/2010-04-01';

/** The recording's identity in each dialect. */
export function toIdentities(recording: Recording): Schemas['Identities'] {
  const { id, name, accountId } = recording;
  return {
    asterisk: { name },
    imagicle: { id },
    signalwire: { sid: id, accountSid: accountId, uri: `${lamlPath(recording)}.json` },
  };
}

/** The recording's URLs in each dialect, in its current state. */
export function toLinks(recording: Recording): Schemas['RecordingLinks'] {
  const { id, name, target } = recording;
  const self = `${API}/recordings/${id}`;
  const links = {
    self,
    ...(target.kind === 'session' ? { session: `${API}/sessions/${target.sessionId}` } : {}),
  };
  const ari = `${ARI}/recordings/${isLive(recording) ? 'live' : 'stored'}/${encodeURIComponent(name)}`;
  const laml = lamlPath(recording);
  if (recording.state === 'done') {
    return {
      ...links,
      wav: `${self}/media.wav`,
      mp3: `${self}/media.mp3`,
      asterisk: { stored: ari, file: `${ari}/file` },
      imagicle: {
        recording: `${IMAGICLE}/Recordings/${id}`,
        media: `${IMAGICLE}/Recordings/${id}/Media`,
      },
      signalwire: { recording: `${laml}.json`, ...lamlMedia(recording) },
    };
  }
  if (!isLive(recording)) {
    return { ...links, asterisk: {}, imagicle: {}, signalwire: {} };
  }
  return {
    ...links,
    asterisk: { live: ari },
    imagicle: { live: `${IMAGICLE}/LiveRecordings/${id}` },
    signalwire: { recording: `${laml}.json` },
  };
}

function lamlPath({ id, accountId, target }: Recording): string {
  const account = `${LAML}/Accounts/${accountId}`;
  return target.kind === 'conference'
    ? `${account}/Conferences/${target.conferenceId}/Recordings/${id}`
    : `${account}/Recordings/${id}`;
}

function lamlMedia({ id, accountId }: Recording): { wav: string; mp3: string } {
  const recording = `${LAML}/Accounts/${accountId}/Recordings/${id}`;
  return { wav: `${recording}.wav`, mp3: `${recording}.mp3` };
}
