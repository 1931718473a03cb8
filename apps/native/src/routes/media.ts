import type { Rendition } from '@tricord/core';
import { coreOf, sendAudio } from '@tricord/http-kit';
import type { Router } from 'express';
import { visibleRecording } from '../access/people.ts';
import type { operations } from '../generated/api.ts';

type MediaQuery = NonNullable<operations['getMedia']['parameters']['query']>;

interface Form {
  readonly suffix: string;
  readonly container: 'wav' | 'mp3';
  readonly contentType: string;
}

const WAV: Form = { suffix: '.wav', container: 'wav', contentType: 'audio/wav' };
const MP3: Form = { suffix: '.mp3', container: 'mp3', contentType: 'audio/mpeg' };

const FORMS: Readonly<Record<string, Form>> = { '': WAV, '.wav': WAV, '.mp3': MP3 };

/** GET and HEAD of the audio, in each format. */
export function addMediaRoutes(router: Router): void {
  for (const [ending, form] of Object.entries(FORMS)) {
    // Express uses the same route for HEAD.
    router.get(`/recordings/:id/media${ending}`, async (req, res) => {
      const core = coreOf(res);
      const query = req.query as MediaQuery;
      const recording = await visibleRecording(res, String(req.params.id));
      await sendAudio(req, res, core, recording, {
        rendition: toRendition(form, query),
        contentType: form.contentType,
        ...(query.download ? { downloadName: `${recording.name}${form.suffix}` } : {}),
      });
    });
  }
}

function toRendition(form: Form, { sampleRateHz, channels }: MediaQuery): Rendition {
  return {
    container: form.container,
    encoding: 'pcm16',
    ...(sampleRateHz === undefined ? {} : { sampleRateHz }),
    ...(channels === undefined ? {} : { channels }),
  };
}
