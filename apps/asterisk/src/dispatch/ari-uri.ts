/**
 * Percent-decodes as Asterisk does: `+` is a space, and invalid escapes are unchanged. Bytes that
 * are not UTF-8 become U+FFFD, so that the result can always be encoded again.
 */
export function ariDecode(text: string): string {
  return text
    .replaceAll('+', ' ')
    .replace(/(?:%[0-9a-f]{2})+/gi, (run) =>
      Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'),
    );
}

/** The parameters of a query or form, decoded. Of several with the same name, the last one is used. */
export function parseParameters(text: string): Map<string, string> {
  return new Map(parameterPairs(text));
}

/** The first parameter of a name in a URL's query, decoded. */
export function firstInQuery(url: string, name: string): string | undefined {
  return parameterPairs(splitUrl(url)[1]).find(([other]) => other === name)?.[1];
}

/** The parameters in a URL's query, decoded. */
export function queryOf(url: string): Map<string, string> {
  return parseParameters(splitUrl(url)[1]);
}

/** A URL's path, and its query without the question mark. */
export function splitUrl(url: string): [path: string, query: string] {
  const mark = url.indexOf('?');
  return mark < 0 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)];
}

/** The words for true, in any case. */
export function isTrue(text: string): boolean {
  return /^(?:yes|true|y|t|1|on)$/i.test(text);
}

function parameterPairs(text: string): [name: string, value: string][] {
  const pairs = text.split('&').filter((pair) => pair !== '');
  return pairs.map((pair) => {
    const [name = '', ...value] = pair.split('=');
    return [ariDecode(name), ariDecode(value.join('='))];
  });
}
