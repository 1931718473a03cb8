/** With WAVE_FORMAT_EXTENSIBLE, the actual format is the start of a GUID further on. */
const EXTENSIBLE = 0xfffe;
/** What follows the format tag in the GUID of a format that has one (ksmedia.h). */
const GUID_TAIL = [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71];
/** Of an extensible format. */
const EXTENSIBLE_BYTES = 40;

/** The format tag in the body of a `fmt ` chunk; undefined: an extensible format that is cut off or has no tag. */
export function formatTag(body: DataView): number | undefined {
  const tag = body.getUint16(0, true);
  if (tag !== EXTENSIBLE) return tag;
  if (body.byteLength < EXTENSIBLE_BYTES) return undefined;
  const tagged = GUID_TAIL.every((byte, i) => body.getUint8(26 + i) === byte);
  return tagged ? body.getUint16(24, true) : undefined;
}
