// process.loadEnvFile: https://nodejs.org/docs/latest-v20.x/api/process.html#processloadenvfilepath
import { toPath } from 'jsc:fs/arguments';
import { readFileSync } from 'jsc:fs/files';
import { environmentOf } from 'jsc:util/parse-env';
import { env } from 'node:process';

/** Sets the variables of a file that the environment does not have. */
export function loadEnvFile(path = '.env') {
  const variables = environmentOf(readFileSync(toPath(path), 'utf8'));
  for (const [name, value] of Object.entries(variables)) {
    if (!(name in env)) env[name] = value;
  }
}
