// The global object's own names: Node's `global`, and `self` of WinterTC.
for (const name of ['global', 'self']) {
  Object.defineProperty(globalThis, name, {
    value: globalThis,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}
