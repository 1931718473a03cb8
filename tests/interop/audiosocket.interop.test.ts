import { describeInterop } from './describe-interop.ts';
import { type Form, testForms } from './test-forms.ts';

const application: Form['near'] = (id, { audioSocket }) => `AudioSocket(${id},${audioSocket})`;

/** Without a codec, Asterisk would send the caller's codec labeled as signed linear. */
function channel(codec: string): Form['near'] {
  return (id, { audioSocket }) => `Dial(AudioSocket/${audioSocket}/${id}/c(${codec}))`;
}

const FORMS: readonly Form[] = [
  { name: 'application', near: application, recordedBy: 'native' },
  { name: 'application, µ-law over SIP', near: application, via: 'ulaw', recordedBy: 'asterisk' },
  { name: 'application, A-law over SIP', near: application, via: 'alaw', recordedBy: 'imagicle' },
  { name: 'channel, 8 kHz', near: channel('slin'), recordedBy: 'signalwire' },
  {
    name: 'channel, 16 kHz',
    near: channel('slin16'),
    format: 'slin16',
    playedAtHz: 16_000,
    recordedBy: 'native',
  },
  {
    name: 'channel, 8 kHz, µ-law over SIP',
    near: channel('slin'),
    via: 'ulaw',
    recordedBy: 'imagicle',
  },
  {
    name: 'channel, 16 kHz, A-law over SIP',
    near: channel('slin16'),
    via: 'alaw',
    recordedBy: 'signalwire',
  },
  {
    name: 'channel, 16 kHz, G.722 over SIP',
    near: channel('slin16'),
    via: 'g722',
    playedAtHz: 16_000,
    recordedBy: 'asterisk',
  },
];

describeInterop('AudioSocket of Asterisk', () => testForms('audiosocket', FORMS));
