/**
 * `attachment` with a file name of any characters (RFC 6266): an ASCII fallback and, if that differs from
 * the name, `filename*` in UTF-8 (RFC 8187).
 */
export function attachment(name: string): string {
  const wellFormed = name.toWellFormed();
  // A percent sign followed by hex digits is decoded by some browsers even in the plain form.
  const ascii = wellFormed.replace(/[^\x20-\x7e]|%(?=[0-9a-f]{2})/gi, '_');
  const quoted = ascii.replace(/["\\]/g, '\\$&');
  if (ascii === wellFormed) return `attachment; filename="${quoted}"`;
  const extended = encodeURIComponent(wellFormed).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${quoted}"; filename*=UTF-8''${extended}`;
}
