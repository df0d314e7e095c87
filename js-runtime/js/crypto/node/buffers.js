// Brings Buffer to the programs that get bytes of node:crypto.
import 'jsc:buffer';
