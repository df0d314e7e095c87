// Blob and File for node:buffer.
export { Blob, File } from 'jsc:blob';
