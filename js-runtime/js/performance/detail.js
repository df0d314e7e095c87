// What the detail of a mark or measure is kept as, in programs that name one.
import { cloneWithTransfer } from 'jsc:structured-clone';

export const clone = (detail) => cloneWithTransfer(detail, []).clone;
