export { PROPERTY_TIMEOUT_MS, seeded } from './seeded.ts';
export { type Correlation, correlate } from './signal/correlate.ts';
export { energyOf } from './signal/energy-of.ts';
export { frequencyOf } from './signal/frequency-of.ts';
export { levelAt } from './signal/level-at.ts';
export { type Tone, tone } from './signal/tone.ts';
export { type SpeechNumber, speech } from './speech.ts';
export { type TemporaryFolder, temporaryFolder } from './temporary-folder.ts';
