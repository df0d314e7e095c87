// What a function that is called once a line needs around it where only scripts exist.
import transform from 'app';
import { chunks, write } from 'stdio';

let rest = '';
const convert = (line) => (line === '' ? '' : `${JSON.stringify(transform(JSON.parse(line)))}\n`);
for (const chunk of chunks()) {
  const lines = (rest + chunk).split('\n');
  rest = lines.pop();
  write(lines.map(convert).join(''));
}
write(convert(rest));
