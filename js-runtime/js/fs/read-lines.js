// FileHandle.readLines.
import { Interface } from 'node:readline';

export const readLines = (input) => new Interface({ input, crlfDelay: Infinity });
