// node:domain: https://nodejs.org/docs/latest-v20.x/api/domain.html
import { refusing } from 'jsc:absent/refuse';

export const active = null;

const functions = refusing('domain', 'domains are deprecated: use AsyncLocalStorage', [
  'Domain', 'createDomain', 'create',
]);

export const {
  Domain, createDomain, create,
} = functions;
export default { ...functions, active };
