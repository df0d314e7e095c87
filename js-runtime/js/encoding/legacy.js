// The encodings whose tables are large, for programs that may name one.

import { setLegacy } from 'jsc:encoding';
import { nameOf, open, decode } from 'native:encoding';

setLegacy({ nameOf, open, decode });
