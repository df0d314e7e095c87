// What carries a request to its server. There is none on WASI preview 1; a target that has one sets it.

/** `carry(request)`: a promise of a Response. */
export let carry = async ({ url }) => {
  throw new TypeError(`fetch failed: ${url}: a WASI preview 1 module has no network; a component with wasi:http has`);
};

export const setTransport = (transport) => { carry = transport; };
