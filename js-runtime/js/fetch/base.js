// What relative URLs are relative to: https://html.spec.whatwg.org/#api-base-url. A program has no address of its own, but
// may say that it has one by a global `location`, as code for browsers that runs elsewhere does.

/** The URL in the global `location`; undefined where there is none. */
export function baseUrl() {
  const href = globalThis.location?.href;
  return typeof href === 'string' ? href : undefined;
}
