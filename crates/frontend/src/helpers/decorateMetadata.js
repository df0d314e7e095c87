// For `emitDecoratorMetadata`, with the package reflect-metadata.
export default function decorateMetadata(key, value) {
  if (typeof Reflect === 'object' && typeof Reflect.metadata === 'function') {
    return Reflect.metadata(key, value);
  }
}
