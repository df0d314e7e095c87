// Keeps what a handler prints, also while it is loaded, out of its response.
import { takeStdout } from 'native:handler';

takeStdout();
