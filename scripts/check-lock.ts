// Keeps package-lock.json complete: `npm ci` must work on every platform, from whatever registry a machine is set up for.
import { readFileSync } from 'node:fs'
import { findLockProblems } from './lock/lock-problems.ts'

const problems = findLockProblems(JSON.parse(readFileSync('package-lock.json', 'utf8')))

if (problems.length > 0) {
  process.stderr.write(`${problems.join('\n')}
Write the lock file anew, away from node_modules, where npm forgets the packages of other platforms:
  npm install --package-lock-only, in a clone without node_modules and without package-lock.json
`)
  process.exitCode = 1
}
