// The blob URL store: https://w3c.github.io/FileAPI/#blob-url, from a URL to its blob.
export const blobs = new Map();
