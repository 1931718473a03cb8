import { StandardWebhooks, type WebhookEndpoint } from '@tricord/webhooks';
import { toWireRecording } from './mappers/recording.ts';

/** Webhooks for recordings of every dialect: their data is the recording as the native API shows it. */
export function recordingWebhooks(endpoints: readonly WebhookEndpoint[]): StandardWebhooks {
  return new StandardWebhooks(endpoints, ({ recording, at }) => toWireRecording(recording, at));
}
