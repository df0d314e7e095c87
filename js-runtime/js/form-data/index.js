// FormData: https://xhr.spec.whatwg.org/#interface-formdata.
import { File, isBlob, isFile } from 'jsc:blob';
import { expose, isObject, iterable, required, toUSVString } from 'jsc:webidl';

/** An entry's value: a text, or a file with the name that it is to have. */
function valueOf(given, what) {
  const [, value, filename] = given;
  if (!isBlob(value)) {
    if (given.length > 2) throw new TypeError(`${what}: the value is not a Blob, so it cannot have a file name`);
    return toUSVString(value);
  }
  if (isFile(value) && filename === undefined) return value;
  const name = filename === undefined ? 'blob' : toUSVString(filename);
  const options = { type: value.type };
  if (isFile(value)) options.lastModified = value.lastModified;
  return new File([value], name, options);
}

let pairsOf;

/** Whether a value is a FormData; `entriesOf(formData)`: its pairs of name and value. */
export let isFormData;

class FormData {
  #list = [];

  static {
    pairsOf = (data) => data.#list;
    isFormData = (value) => isObject(value) && #list in value;
  }

  constructor(form = undefined) {
    if (form !== undefined) throw new TypeError('FormData constructor: there are no forms here');
  }

  append(name, value) {
    void this.#list;
    required(arguments, 2, 'FormData.append');
    name = toUSVString(name);
    this.#list.push([name, valueOf(arguments, 'FormData.append')]);
  }

  delete(name) {
    void this.#list;
    required(arguments, 1, 'FormData.delete');
    name = toUSVString(name);
    this.#list = this.#list.filter(([key]) => key !== name);
  }

  get(name) {
    void this.#list;
    required(arguments, 1, 'FormData.get');
    name = toUSVString(name);
    return this.#list.find(([key]) => key === name)?.[1] ?? null;
  }

  getAll(name) {
    void this.#list;
    required(arguments, 1, 'FormData.getAll');
    name = toUSVString(name);
    return this.#list.filter(([key]) => key === name).map(([, value]) => value);
  }

  has(name) {
    void this.#list;
    required(arguments, 1, 'FormData.has');
    name = toUSVString(name);
    return this.#list.some(([key]) => key === name);
  }

  set(name, value) {
    void this.#list;
    required(arguments, 2, 'FormData.set');
    name = toUSVString(name);
    value = valueOf(arguments, 'FormData.set');
    const at = this.#list.findIndex(([key]) => key === name);
    const others = this.#list.filter(([key]) => key !== name);
    this.#list = others.toSpliced(at < 0 ? others.length : at, 0, [name, value]);
  }

  [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
    const shown = { __proto__: null };
    for (const [name, value] of this.#list) {
      shown[name] = name in shown ? [shown[name], value].flat() : value;
    }
    return `FormData ${inspect({ ...shown }, options)}`;
  }
}

iterable(FormData, pairsOf);
expose(FormData);

export { FormData, pairsOf as entriesOf };
