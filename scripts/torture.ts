// Kills hubs and nodes with -9 at random moments while they are used, and checks after each round that nothing was lost or
// done twice: `npm run torture -- --rounds 200 --database embedded|postgresql [--seed 1] [--server URL]`.
import { parseArgs } from 'node:util'
import { startOwnServer } from '../packages/hub/src/testing/own-server.ts'
import { runTorture } from './torture/run-torture.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '200' },
    database: { type: 'string', default: 'embedded' },
    seed: { type: 'string', default: '1' },
    server: { type: 'string' },
  },
})
if (values.database !== 'embedded' && values.database !== 'postgresql') {
  throw new TypeError(`--database is ${values.database}; give embedded or postgresql`)
}
const [rounds, seed] = [Number(values.rounds), Number(values.seed)]
if (!(Number.isInteger(rounds) && rounds > 0)) throw new TypeError(`--rounds is ${values.rounds}; give a whole number`)
if (!Number.isInteger(seed)) throw new TypeError(`--seed is ${values.seed}; give a whole number`)

await using own =
  values.database === 'postgresql' && values.server === undefined ? await startOwnServer({ fsync: 'on' }) : undefined
const server = values.server ?? own?.url
const report = await runTorture({ rounds, seed, server, tell: (line) => process.stdout.write(`${line}\n`) })
process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`)
process.exitCode = report.faults.length === 0 ? 0 : 1
