// node:constants, which Node has for old programs: the constants of node:os and node:fs in one object.
import { constants as os } from 'jsc:os/constants';
import { constants as fs } from 'jsc:fs/constants';

export default Object.freeze({ ...os.dlopen, ...os.errno, ...os.priority, ...os.signals, ...fs });
