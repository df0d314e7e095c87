// The natives that the tested modules import: these tests need none of what they do.
export const [find, followLocal, localName, nameOf, names, offset] = [];
