// node:path is the POSIX one, as WASI's paths are: https://nodejs.org/docs/latest-v20.x/api/path.html
export * from 'node:path/posix';
export { default } from 'node:path/posix';
