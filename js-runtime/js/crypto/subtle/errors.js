// The exceptions of the Web Cryptography API: https://w3c.github.io/webcrypto/#SubtleCrypto-Exceptions
const exception = (name) => (message) => new DOMException(message, name);

export const dataError = exception('DataError');
export const invalidAccess = exception('InvalidAccessError');
export const notSupported = exception('NotSupportedError');
export const operationError = exception('OperationError');
export const syntaxError = exception('SyntaxError');
