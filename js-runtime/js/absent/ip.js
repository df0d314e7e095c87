// net.isIP and its kin: Node.js 20's lib/internal/net.js (MIT licence, Copyright Node.js contributors).

const v4Seg = '(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])';
const v4Str = `(?:${v4Seg}\\.){3}${v4Seg}`;
const v6Seg = '(?:[0-9a-fA-F]{1,4})';
const v6Str = `(?:(?:${v6Seg}:){7}(?:${v6Seg}|:)|` +
  `(?:${v6Seg}:){6}(?:${v4Str}|:${v6Seg}|:)|` +
  `(?:${v6Seg}:){5}(?::${v4Str}|(?::${v6Seg}){1,2}|:)|` +
  `(?:${v6Seg}:){4}(?:(?::${v6Seg}){0,1}:${v4Str}|(?::${v6Seg}){1,3}|:)|` +
  `(?:${v6Seg}:){3}(?:(?::${v6Seg}){0,2}:${v4Str}|(?::${v6Seg}){1,4}|:)|` +
  `(?:${v6Seg}:){2}(?:(?::${v6Seg}){0,3}:${v4Str}|(?::${v6Seg}){1,5}|:)|` +
  `(?:${v6Seg}:){1}(?:(?::${v6Seg}){0,4}:${v4Str}|(?::${v6Seg}){1,6}|:)|` +
  `(?::(?:(?::${v6Seg}){0,5}:${v4Str}|(?::${v6Seg}){1,7}|:)))(?:%[0-9a-zA-Z-.:]{1,})?`;

// Made when first needed: compiled, they are kilobytes.
let ipv4, ipv6;

export function isIPv4(text) {
  ipv4 ??= new RegExp(`^${v4Str}$`);
  return ipv4.test(text);
}

export function isIPv6(text) {
  ipv6 ??= new RegExp(`^${v6Str}$`);
  return ipv6.test(text);
}

/** 4, 6, or 0 for what is no address. */
export const isIP = (text) => (isIPv4(text) ? 4 : isIPv6(text) ? 6 : 0);
