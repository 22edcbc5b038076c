// Reads a test report and prints the line that says how many tests passed and failed. Fails when none ran or any was skipped.
import { readFileSync } from 'node:fs'

const [reportFile = ''] = process.argv.slice(2)
const report = JSON.parse(readFileSync(reportFile, 'utf8')) as {
  numPassedTests: number
  numFailedTests: number
  numFailedTestSuites: number
  numPendingTests: number
  numTodoTests: number
}
const failed = report.numFailedTests || report.numFailedTestSuites
const skipped = report.numPendingTests + report.numTodoTests

if (skipped > 0) process.stderr.write(`${skipped} tests were skipped, and none may be.\n`)
process.stdout.write(`${report.numPassedTests} passed, ${failed} failed\n`)
process.exitCode = report.numPassedTests > 0 && failed === 0 && skipped === 0 ? 0 : 1
