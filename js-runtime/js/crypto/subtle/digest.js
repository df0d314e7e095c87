// SHA-1, SHA-256, SHA-384 and SHA-512: https://w3c.github.io/webcrypto/#sha
import { digest } from 'native:digest';
import { opensslName, register } from 'jsc:subtle/registry';

for (const name of ['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512']) {
  register({ name, digest: { run: (_, data) => digest(opensslName(name), data) } });
}
