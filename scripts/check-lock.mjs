// Every optional platform package named in the lock must itself be in the lock, else `npm ci` fails on other machines.
import { readFileSync } from 'node:fs';

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));

/** The lock paths in which Node would look for `name` from the package at `path`, nearest first. */
function* candidates(path, name) {
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    yield `${at}/node_modules/${name}`;
  }
  yield `node_modules/${name}`;
}

const missing = Object.entries(packages).flatMap(([path, entry]) =>
  Object.keys(entry.optionalDependencies ?? {})
    .filter((name) => ![...candidates(path, name)].some((key) => key in packages))
    .map((name) => `${path} -> ${name}`),
);
console.log(missing.length > 0 ? `missing from the lock:\n${missing.join('\n')}` : 'lock complete');
process.exitCode = missing.length > 0 ? 1 : 0;
