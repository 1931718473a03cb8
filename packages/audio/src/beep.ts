/** Frequency and duration of the beep that announces a recording. */
const BEEP_HZ = 1400;
export const BEEP_MS = 250;
/** Duration of the fades, which avoid clicks. */
const FADE_MS = 10;
const AMPLITUDE = 0.25 * 32_767;

/** The beep, PCM16 mono. */
export function beep(sampleRateHz: number): Int16Array {
  const length = Math.round((BEEP_MS * sampleRateHz) / 1000);
  const fade = (FADE_MS * sampleRateHz) / 1000;
  return Int16Array.from({ length }, (_, i) => {
    const level = Math.min(1, i / fade, (length - i) / fade);
    return Math.round(level * AMPLITUDE * Math.sin((2 * Math.PI * BEEP_HZ * i) / sampleRateHz));
  });
}
