// TypeScript's legacy decorators: the last one is applied first.
export default function decorate(decorators, target, key, descriptor) {
  const isMember = arguments.length >= 3;
  let result = !isMember
    ? target
    : descriptor === null
      ? (descriptor = Object.getOwnPropertyDescriptor(target, key))
      : descriptor;
  for (let i = decorators.length - 1; i >= 0; i--) {
    const decorator = decorators[i];
    if (!decorator) continue;
    const replaced =
      arguments.length < 3
        ? decorator(result)
        : arguments.length > 3
          ? decorator(target, key, result)
          : decorator(target, key);
    result = replaced || result;
  }
  if (arguments.length > 3 && result) Object.defineProperty(target, key, result);
  return result;
}
