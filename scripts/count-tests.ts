// Reads a test report and prints the line that says how many tests passed and failed. Fails when a test was skipped, or
// when a file of tests that is in the repository does not stand in the report.
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const [reportFile = ''] = process.argv.slice(2)
const report = JSON.parse(readFileSync(reportFile, 'utf8')) as {
  numPassedTests: number
  numFailedTests: number
  numFailedTestSuites: number
  numPendingTests: number
  numTodoTests: number
  testResults: readonly { readonly name: string }[]
}
const failed = report.numFailedTests || report.numFailedTestSuites
const skipped = report.numPendingTests + report.numTodoTests
const leftOut = filesLeftOut(report.testResults.map(({ name }) => name))

if (skipped > 0) process.stderr.write(`${skipped} tests were skipped, and none may be.\n`)
if (leftOut.length > 0) process.stderr.write(`These files were left out, and none may be:\n${leftOut.join('\n')}\n`)
process.stdout.write(`${report.numPassedTests} passed, ${failed} failed\n`)
process.exitCode = report.numPassedTests > 0 && failed === 0 && skipped === 0 && leftOut.length === 0 ? 0 : 1

function filesLeftOut(run: readonly string[]): string[] {
  const root = fileURLToPath(new URL('../', import.meta.url))
  const all = globSync('{packages,benchmarks,examples,scripts}/**/*.test.{ts,tsx}', {
    cwd: root,
    exclude: (name) => name.includes('node_modules') || name === 'dist',
  })
  return all.filter((file) => !run.includes(root + file))
}
