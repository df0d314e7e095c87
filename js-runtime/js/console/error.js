// An error as inspect prints it: its stack, with the class, tag and name it has now.
// The rules are those of Node.js 20, lib/internal/util/inspect.js (formatError).

import { newLine } from 'jsc:inspect/text';

const stackOf = (error) =>
  (error.stack ? String(error.stack) : Error.prototype.toString.call(error));

/** The first run of more than three equal lines in both, as its place in `a` and its length. */
function commonRun(a, b) {
  for (let offset = 0; offset < a.length - 3; offset++) {
    const start = b.indexOf(a[offset]);
    if (start === -1) continue;
    let length = 1;
    while (offset + length < a.length && start + length < b.length &&
      a[offset + length] === b[start + length]) length++;
    if (length > 3) return { offset, length };
  }
}

/** The stack's frames; those that the cause's stack has as well are left out. */
function stackFrames(ctx, error, text) {
  const frames = text.split('\n');
  let cause;
  try {
    ({ cause } = error);
  } catch {
    // A getter that throws is no cause.
  }
  if (cause instanceof Error) {
    const stack = stackOf(cause);
    const start = stack.indexOf('\n    at');
    const run = start !== -1 && commonRun(frames, stack.slice(start + 1).split('\n'));
    if (run) {
      const skipped = run.length - 2;
      frames.splice(run.offset + 1, skipped,
        ctx.stylize(`    ... ${skipped} lines matching cause stack trace ...`, 'undefined'));
    }
  }
  return frames.join('\n');
}

/** The stack with the name it starts with replaced by what the error is called by now. */
function renameStack(stack, className, name, prefixFor) {
  let { length } = name;
  const regular = name.endsWith('Error') && stack.startsWith(name) &&
    (stack.length === length || stack[length] === ':' || stack[length] === '\n');
  if (className !== null && !regular) return stack;
  let fallback = 'Error';
  if (className === null) {
    const start = /^([A-Z][a-z_ A-Z0-9[\]()-]+)(?::|\n {4}at)/.exec(stack) ||
      /^([a-z_A-Z0-9-]*Error)$/.exec(stack);
    fallback = start?.[1] ?? '';
    ({ length } = fallback);
  }
  const prefix = prefixFor(fallback || 'Error').slice(0, -1);
  if (name === prefix) return stack;
  if (!prefix.includes(name)) return `${prefix} [${name}]${stack.slice(length)}`;
  return length === 0 ? `${prefix}: ${stack}` : prefix + stack.slice(length);
}

/**
 * The text of an error, without its properties.
 * @param ctx the inspection's settings and state
 * @param {Error} error
 * @param {string|null} className its constructor's name, null if it has no prototype
 * @param {(string|symbol)[]} keys the properties to be printed; changed: those that the stack says
 *   already are taken out, `cause` and `errors` are put in
 * @param {(fallback: string) => string} prefixFor the class and tag as inspect writes them
 * @returns {string}
 */
export function formatError(ctx, error, className, keys, prefixFor) {
  const name = error.name != null ? String(error.name) : 'Error';
  let stack = stackOf(error);
  if (!ctx.showHidden) {
    for (const key of ['name', 'message', 'stack']) {
      const index = keys.indexOf(key);
      if (index !== -1 && stack.includes(error[key])) keys.splice(index, 1);
    }
  }
  if ('cause' in error && !keys.includes('cause')) keys.push('cause');
  if (Array.isArray(error.errors) && !keys.includes('errors')) keys.push('errors');

  stack = renameStack(stack, className, name, prefixFor);
  // The message may itself hold lines that look like frames.
  const { message } = error;
  const place = (message && stack.indexOf(message)) || -1;
  const start = stack.indexOf('\n    at', place === -1 ? -1 : place + message.length);
  stack = start === -1 ?
    `[${stack}]` :
    `${stack.slice(0, start)}\n${stackFrames(ctx, error, stack.slice(start + 1))}`;
  return stack.replaceAll('\n', newLine(ctx));
}
