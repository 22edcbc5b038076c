// Tests a connection stage by stage, down to reading the resources that a process will use.
import { createConnection, settingsFromEnvironment } from '@coupa-connector/connector'

await using connection = createConnection(settingsFromEnvironment(process.env))

const run = connection.test({ probes: ['invoices', 'suppliers'] })
for await (const event of run) {
  if (event.type === 'stage-finished') process.stdout.write(`${event.stage.status.padEnd(8)} ${event.stage.name}\n`)
}

const report = await run.report
process.stdout.write(`${report.outcome}: ${report.message}\n`)
process.exitCode = report.outcome === 'OK' ? 0 : 1
