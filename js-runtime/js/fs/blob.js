// fs.openAsBlob. The file is read when it is called.
import { Blob } from 'jsc:blob';
import { toOptions } from 'jsc:fs/arguments';
import { readFileSync } from 'jsc:fs/files';
import { validateString } from 'jsc:validate';

export async function openAsBlob(path, options) {
  const { type = '' } = toOptions(options, {});
  validateString(type, 'options.type');
  return new Blob([readFileSync(path)], { type });
}
