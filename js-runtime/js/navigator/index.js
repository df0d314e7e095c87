// navigator: https://html.spec.whatwg.org/multipage/system-state.html#the-navigator-object, of which WinterTC wants
// the name of the runtime.
import { versions } from 'native:process';
import { expose } from 'jsc:webidl';

const KEY = {};
const [version] = versions();

class Navigator {
  #userAgent = `jsc/${version}`;

  constructor() {
    if (arguments[0] !== KEY) throw new TypeError('Illegal constructor');
  }

  get userAgent() {
    return this.#userAgent;
  }
}

expose(Navigator);
const navigator = new Navigator(KEY);
Object.defineProperty(globalThis, 'navigator', { get: () => navigator, enumerable: true, configurable: true });

export { Navigator, navigator };
