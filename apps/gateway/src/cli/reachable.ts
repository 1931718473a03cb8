/** Locally, a listener on all addresses is reachable at the loopback address. */
const EVERY_ADDRESS: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

/** The host at which a local listener is reachable from this machine. */
export function reachableHost(host: string): string {
  return EVERY_ADDRESS[host] ?? host;
}

/** The URL, without a trailing slash, at which a local server is reachable from this machine. */
export function reachableUrl(url: string): string {
  return url.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:');
}
