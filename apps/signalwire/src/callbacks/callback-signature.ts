import { createHmac } from 'node:crypto';

/**
 * The signature of a callback: HMAC-SHA1, in base64, of the URL followed by each parameter's name and
 * value, sorted by name, without separators.
 * @param url as requested, with its query.
 * @param parameters of the body; none for GET.
 */
export function callbackSignature(
  key: string,
  url: string,
  parameters: Readonly<Record<string, string>>,
): string {
  // The default order, by UTF-16 code units, is that of both SDKs.
  const names = Object.keys(parameters).sort();
  const text = names.reduce((signed, name) => signed + name + parameters[name], url);
  return createHmac('sha1', key).update(text, 'utf8').digest('base64');
}
