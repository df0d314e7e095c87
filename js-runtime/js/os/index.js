// node:os: https://nodejs.org/docs/latest-v20.x/api/os.html
// WASI tells nothing about its host: what a program reads here describes the module's own machine.
import { environ, memory } from 'native:process';
import { now } from 'native:clock';
import { constants } from 'jsc:os/constants';
import { ERR_NOT_SUPPORTED } from 'jsc:node/errors';
import { validateInt32 } from 'jsc:node/validators';

/** What a 32-bit machine can address. */
const ADDRESS_SPACE = 2 ** 32;
const MS_PER_SECOND = 1000;

const variable = (name) => environ().find((text) => text.startsWith(`${name}=`))?.slice(name.length + 1) || undefined;

/** A function that gives `value`, and that is `value` as a text. */
function constant(name, value) {
  const get = { [name]: () => value }[name];
  get[Symbol.toPrimitive] = get;
  return get;
}

export const arch = constant('arch', 'wasm32');
export const platform = constant('platform', 'wasi');
export const endianness = constant('endianness', 'LE');
export const type = constant('getOSType', 'WASI');
export const machine = constant('getMachine', 'wasm32');
export const release = constant('getOSRelease', '0.1.0');
export const version = constant('getOSVersion', 'preview1');
export const hostname = constant('getHostname', 'localhost');
export const availableParallelism = constant('getAvailableParallelism', 1);
export const totalmem = constant('getTotalMem', ADDRESS_SPACE);

export function freemem() {
  return ADDRESS_SPACE - memory();
}
freemem[Symbol.toPrimitive] = freemem;

/** Seconds of the host's steady clock, which may start anywhere. */
export function uptime() {
  return Math.floor(now() / MS_PER_SECOND);
}
uptime[Symbol.toPrimitive] = uptime;

export function homedir() {
  return variable('HOME') ?? '/';
}
homedir[Symbol.toPrimitive] = homedir;

export function tmpdir() {
  const path = variable('TMPDIR') ?? variable('TMP') ?? variable('TEMP') ?? '/tmp';
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}
tmpdir[Symbol.toPrimitive] = tmpdir;

export const cpus = () => [];
export const loadavg = () => [0, 0, 0];
export const networkInterfaces = () => ({});

/** Ids of -1, as on Windows. */
export function userInfo() {
  return { uid: -1, gid: -1, username: variable('USER') ?? '', homedir: homedir(), shell: null };
}

export function getPriority(pid = 0) {
  validateInt32(pid, 'pid');
  return 0;
}

export function setPriority(pid, priority = pid) {
  validateInt32(pid, 'pid');
  validateInt32(priority, 'priority', -20, 19);
  throw new ERR_NOT_SUPPORTED('os.setPriority()', 'WASI has no processes');
}

export const EOL = '\n';
export const devNull = '/dev/null';
export { constants };

export default Object.defineProperties({
  arch, availableParallelism, cpus, endianness, freemem, getPriority, homedir, hostname, loadavg, networkInterfaces,
  platform, release, setPriority, tmpdir, totalmem, type, userInfo, uptime, version, machine,
}, {
  constants: { value: constants, enumerable: true },
  EOL: { value: EOL, enumerable: true, configurable: true },
  devNull: { value: devNull, enumerable: true, configurable: true },
});
