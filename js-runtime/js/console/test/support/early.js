// A module that has its own namespace inspected before its last binding is there.

import * as self from './early.js';

export const first = 1;
export const before = globalThis.inspections?.map((inspect) => inspect(self));
export const later = 2;
