import { MP3_HEADER_BYTES } from '../mp3/mp3-frame.ts';
import { textOf } from './random-access.ts';

/** The header of the first Ogg page, which has one segment. */
const OGG = `OggS${'?'.repeat(24)}`;

/** What files are that begin like this, `?` being any byte; of several that fit, the first. */
const BEGINNINGS: readonly (readonly [beginning: string, name: string])[] = [
  ['RIFX', 'a RIFX file (a WAV in big-endian order)'],
  ['RIFF????AVI ', 'an AVI video'],
  ['RIFF????RMID', 'a MIDI file'],
  ['RIFF????WEBP', 'an image'],
  ['RIFF', 'a RIFF file without WAVE audio'],
  ['FORM????8SVX', 'an 8SVX file'],
  ['FORM', 'an IFF file without AIFF audio'],
  ['fLaC', 'a FLAC file'],
  [`${OGG}OpusHead`, 'an Ogg file of Opus'],
  [`${OGG}?vorbis`, 'an Ogg file of Vorbis'],
  [`${OGG}Speex`, 'an Ogg file of Speex'],
  ['OggS', 'an Ogg file'],
  ['caff', 'a CAF file'],
  ['????ftypM4A', 'an MP4 file (M4A)'],
  ['????ftypqt', 'a QuickTime file'],
  ['????ftyp3g', 'a 3GP file'],
  ['????ftyp', 'an MP4 file'],
  ['????moov', 'a QuickTime file'],
  ['????mdat', 'a QuickTime file'],
  ['#!AMR-WB', 'an AMR-WB file'],
  ['#!AMR', 'an AMR file'],
  ['#!SILK', 'a SILK file'],
  ['Creative Voice File', 'a Creative Voice file (VOC)'],
  ['NIST_1A', 'a NIST SPHERE file'],
  ['\x1aE\xdf\xa3', 'a Matroska or WebM file'],
  ['0&\xb2u\x8ef\xcf\x11', 'a Windows Media file'],
  ['wvpk', 'a WavPack file'],
  ['MAC ', "a Monkey's Audio file"],
  ['TTA1', 'a True Audio file'],
  ['MThd', 'a MIDI file'],
  ['ADIF', 'an AAC file'],
  ['FLV\x01', 'a Flash video'],
  ['\0\0\x01\xba', 'an MPEG video'],
  ['PK\x03\x04', 'a ZIP archive'],
  ['\x1f\x8b\x08', 'a gzip archive'],
  ['%PDF', 'a PDF document'],
  ['\x89PNG', 'an image'],
  ['GIF8', 'an image'],
  ['\xff\xd8\xff', 'an image'],
];

/** An MP3 that was cut can begin with any byte, but not with so much text. */
const TEXT = /^(?:\xef\xbb\xbf)?[\t\n\r\x20-\x7e]+$/;
const TEXT_BYTES = 24;

/** What a file is that cannot be read, by its first bytes; undefined if that is unknown. */
export function nameFile(head: Uint8Array): string | undefined {
  if (head.length === 0) return 'an empty file';
  const text = textOf(head);
  const known = BEGINNINGS.find(([beginning]) => beginsWith(text, beginning));
  return known?.[1] ?? mpegAudio(head) ?? nameText(text.slice(0, TEXT_BYTES));
}

function beginsWith(text: string, beginning: string): boolean {
  for (let i = 0; i < beginning.length; i += 1) {
    if (beginning[i] !== '?' && beginning[i] !== text[i]) return false;
  }
  return text.length >= beginning.length;
}

function nameText(text: string): string | undefined {
  if (!TEXT.test(text)) return;
  if (/^\W*</.test(text)) return 'an HTML or XML document';
  return /^\W*[{[]/.test(text) ? 'a JSON document' : 'a text';
}

/** By the layer in the header of a frame (ISO/IEC 11172-3, 2.4.2.3), which is 0 in AAC. */
function mpegAudio(head: Uint8Array): string | undefined {
  const [sync, kind, rates] = head.subarray(0, MP3_HEADER_BYTES);
  if (sync !== 0xff || kind === undefined || rates === undefined || kind >> 5 !== 7) return;
  const layer = (kind >> 1) & 3;
  if (layer === 0) return kind >> 4 === 15 ? 'an AAC file' : undefined;
  if (rates >> 4 === 15 || ((rates >> 2) & 3) === 3) return;
  if (layer === 1) return rates >> 4 === 0 ? 'an MP3 of free bit rate' : undefined;
  return `MPEG audio of layer ${layer === 2 ? 'II' : 'I'}`;
}
