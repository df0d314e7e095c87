// What a function from JSON to JSON needs around it where only scripts exist.
import transform from 'app';
import { read, write } from 'stdio';

write(JSON.stringify(transform(JSON.parse(read()))));
