// What key objects hold, for whoever takes them: a module that is part of all programs that take secrets.
const slots = new WeakMap();

export const keyData = (object) => slots.get(object);
export const setKeyData = (object, data) => slots.set(object, data);
