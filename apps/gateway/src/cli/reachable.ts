/** A listener on every address is reached at the loopback address by this machine itself. */
const EVERY_ADDRESS: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

/** The host at which this machine reaches its own listener. */
export function reachableHost(host: string): string {
  return EVERY_ADDRESS[host] ?? host;
}

/** The URL, without a trailing slash, at which this machine reaches its own server. */
export function reachableUrl(url: string): string {
  return url.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:');
}
