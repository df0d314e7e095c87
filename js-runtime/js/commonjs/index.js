// CommonJS modules as Node.js has them (lib/internal/modules/cjs/loader.js).
import { find, install, isBuiltin, isCommonJs, nameOf, runEntry, valueOf } from 'native:commonjs';
import { invalidType, invalidValue } from 'jsc:errors';
import { endTurn } from 'jsc:turns';

const { apply } = Reflect;

/** `require.cache`: modules that started, by filename. */
const cache = { __proto__: null };

/** The entry's module, when that is a CommonJS module, and its index. */
let main;
let mainIndex;

const dirname = (filename) => filename.slice(0, filename.lastIndexOf('/')) || '/';

/** Where Node would look for packages that a module in `folder` asks for. */
function lookupPaths(folder) {
  const paths = [];
  const parts = folder.split('/').filter(Boolean);
  for (let count = parts.length; count > 0; count--) {
    if (parts[count - 1] === 'node_modules') continue;
    paths.push(`/${parts.slice(0, count).join('/')}/node_modules`);
  }
  paths.push('/node_modules');
  return paths;
}

class Module {
  /** Undefined for one that a program made. */
  #index;
  #parent;

  constructor(id = '', parent = undefined) {
    this.#parent = parent;
    this.id = id;
    this.path = dirname(id);
    this.exports = {};
    this.filename = null;
    this.loaded = false;
    this.children = [];
  }

  /** The one of the program's module of that index. */
  static of(index, id, filename, parent) {
    const module = new Module(filename, parent);
    module.#index = index;
    module.id = id;
    module.filename = filename;
    module.paths = lookupPaths(module.path);
    return module;
  }

  get parent() {
    return this.#parent;
  }

  require(id) {
    return makeRequire(resolverOf(this.#index, this), this)(id);
  }
}

function notFound(id, requirer) {
  const requireStack = [];
  for (let module = requirer; module; module = module.parent) requireStack.push(module.filename);
  const error = new Error(`Cannot find module '${id}'\nRequire stack:\n- ${requireStack.join('\n- ')}`);
  error.code = 'MODULE_NOT_FOUND';
  error.requireStack = requireStack;
  return error;
}

/** A function that gives the index of the module that a name means in the module of index `from`. */
function resolverOf(from, requirer) {
  return (id) => {
    const index = from === undefined ? undefined : find(from, id);
    if (index === undefined) throw notFound(id, requirer);
    return index;
  };
}

const filenameOf = (index) => (isBuiltin(index) ? nameOf(index) : '/' + nameOf(index));

function adopt(parent, child) {
  if (parent && !parent.children.includes(child)) parent.children.push(child);
}

function disown(parent, child) {
  const at = parent ? parent.children.indexOf(child) : -1;
  if (at >= 0) parent.children.splice(at, 1);
}

/** A new module, in the cache while it runs; the entry's parent is null. */
function begin(index, filename, parent) {
  const module = Module.of(index, parent === null ? '.' : filename, filename, parent);
  if (parent === null) main = module;
  cache[filename] = module;
  adopt(parent, module);
  return module;
}

function abandon(module, parent) {
  delete cache[module.filename];
  disown(parent, module);
}

/** The text of a module as a function that is to be called with these arguments. */
function bodyOf(index, module) {
  const { exports, filename, path } = module;
  const args = [exports, makeRequire(resolverOf(index, module), module), module, filename, path];
  return [apply(valueOf(index), exports, args), args];
}

/**
 * A function that gives the exports of the module whose index `find` makes of
 * its argument, and runs it when it has not started. It calls the text itself:
 * each further function here would cost depth to chains of `require`.
 */
function makeLoader(find, parent) {
  const require = (id) => {
    const index = find(id);
    if (isBuiltin(index)) return valueOf(index);
    const filename = filenameOf(index);
    const started = cache[filename];
    if (started) {
      adopt(parent, started);
      return started.exports;
    }
    const module = begin(index, filename, parent);
    let done = false;
    try {
      if (isCommonJs(index)) {
        const [body, args] = bodyOf(index, module);
        const [exports, require, , , folder] = args;
        // Only what was taken out of the cache is run again.
        if (index === mainIndex) runEntry(body, ...args);
        else body(exports, require, module, filename, folder);
      } else {
        module.exports = valueOf(index);
      }
      done = module.loaded = true;
    } finally {
      if (!done) abandon(module, parent);
    }
    return module.exports;
  };
  return require;
}

/** `require` for the code of `module`, whose names `resolve` makes indices of. */
function makeRequire(resolve, module) {
  const require = makeLoader((id) => {
    if (typeof id !== 'string') throw invalidType('id', 'of type string', id);
    if (id === '') throw invalidValue('id', 'must be a non-empty string', id);
    return resolve(id);
  }, module);
  require.resolve = (request) => {
    if (typeof request !== 'string') throw invalidType('request', 'of type string', request);
    return filenameOf(resolve(request));
  };
  require.main = main;
  require.cache = cache;
  return require;
}

/** `require` for an ES module, as `createRequire(import.meta.url)` makes it. */
function requireOf(index) {
  const filename = filenameOf(index);
  const module = Module.of(index, filename, filename, undefined);
  return makeRequire(resolverOf(index, module), module);
}

/** The index of any module: what a builtin's name means is the same in all. */
const ANY = 0;

const isRelative = (id) => ['.', '..'].includes(id.split('/', 1)[0]);

/** `require` for a file by its absolute path, which may be none of the program's. */
function requireAt(path) {
  const index = find(ANY, path);
  if (index !== undefined && filenameOf(index) === path) return requireOf(index);
  const module = new Module(path);
  module.filename = path;
  module.paths = lookupPaths(module.path);
  const resolve = resolverOf(ANY, module);
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  return makeRequire((id) => resolve(isRelative(id) ? folder + id : id), module);
}

/**
 * Begins the entry: gives `[body, ...arguments]`, which the engine calls itself since it
 * can pause. Nothing is to be called for an entry that is a value.
 */
function beginEntry(index) {
  const module = begin(index, filenameOf(index), null);
  mainIndex = index;
  if (isCommonJs(index)) {
    const [body, args] = bodyOf(index, module);
    return [body, ...args];
  }
  module.exports = valueOf(index);
}

/** Ends the entry, which returned or threw, and gives its exports. */
function endEntry(isDone) {
  if (!isDone) return abandon(main, null);
  main.loaded = true;
  endTurn();
  return main.exports;
}

install(beginEntry, endEntry, makeLoader((index) => index, undefined), requireOf);

export { Module, cache, lookupPaths, requireAt };
