// Long forms of what the tests do briefly, on real processes, disks and databases:
//   npm run torture -- --rounds 200 --database embedded|postgresql [--seed 1] [--server URL]
//     kills hubs and nodes with -9 at random moments while they are used, and checks that nothing was lost or done twice
//   npm run torture -- --power --rounds 50       cuts the power of a disk under the embedded database; needs root
//   npm run torture -- --processes --rounds 100 --seed 1 --database postgresql
//     kills hubs, nodes and the database while processes run, with faults and edits; a round has a seed of its own
//   npm run torture -- --loads --rounds 50 --seed 1
//     kills the program while it loads generated inputs of every template, with lost answers; a round has a seed of its own
//   npm run torture -- --soak --rounds 100       1,000 jobs a round through a hub: its memory stays
import { parseArgs } from 'node:util'
import { startOwnServer } from '../packages/hub/src/testing/database/own-server.ts'
import { runPowerCuts } from '../packages/hub/src/testing/database/power-cuts.ts'
import { runSoak } from '../packages/hub/src/testing/run-soak.ts'
import { runLoadTorture } from './torture/loads/run-load-torture.ts'
import { runProcessTorture } from './torture/processes/run-process-torture.ts'
import { createRandom } from './torture/random.ts'
import { runTorture } from './torture/run-torture.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '200' },
    database: { type: 'string', default: 'embedded' },
    seed: { type: 'string', default: '1' },
    server: { type: 'string' },
    power: { type: 'boolean', default: false },
    soak: { type: 'boolean', default: false },
    processes: { type: 'boolean', default: false },
    loads: { type: 'boolean', default: false },
    templates: { type: 'string' },
  },
})
if (values.database !== 'embedded' && values.database !== 'postgresql') {
  throw new TypeError(`--database is ${values.database}; give embedded or postgresql`)
}
const [rounds, seed] = [Number(values.rounds), Number(values.seed)]
if (!(Number.isInteger(rounds) && rounds > 0)) throw new TypeError(`--rounds is ${values.rounds}; give a whole number`)
if (!Number.isInteger(seed)) throw new TypeError(`--seed is ${values.seed}; give a whole number`)
const tell = (line: string): void => void process.stdout.write(`${line}\n`)

if (values.power) await cutPower()
else if (values.soak) await soak()
else if (values.processes) await killProcesses()
else if (values.loads) await killLoads()
else await killAtRandom()

async function killAtRandom(): Promise<void> {
  await using own =
    values.database === 'postgresql' && values.server === undefined ? await startOwnServer({ fsync: 'on' }) : undefined
  const server = values.server ?? own?.url
  const report = await runTorture({ rounds, seed, server, tell })
  finish(report, report.faults.length === 0)
}

async function killProcesses(): Promise<void> {
  await using own = await startOwnServer()
  const server = values.database === 'postgresql' ? (values.server ?? own.url) : undefined
  const seeds = Array.from({ length: rounds }, (_, place) => seed + place)
  // Only a server that nobody else uses is killed.
  const kill = server === own.url ? () => own.crash() : undefined
  const report = await runProcessTorture({
    seeds,
    server,
    targetServer: values.server ?? own.url,
    kill,
    hasStops: true,
    tell,
  })
  finish(report, report.faults.length === 0)
}

async function killLoads(): Promise<void> {
  const seeds = Array.from({ length: rounds }, (_, place) => seed + place)
  const report = await runLoadTorture({ seeds, templates: values.templates?.split(','), atOnce: 4, tell })
  finish(report, report.faults.length === 0)
}

async function cutPower(): Promise<void> {
  const report = await runPowerCuts({ rounds, random: createRandom(seed).next, tell })
  finish(report, report.lost.length === 0 && report.unopened.length === 0)
}

async function soak(): Promise<void> {
  const report = await runSoak({ rounds, jobsPerRound: 1_000, tell })
  // Below what the collector's own noise is over so many jobs; what kept a row or an answer would be kilobytes.
  finish(report, report.bytesPerJob < 100)
}

function finish(report: object, isSound: boolean): void {
  tell(JSON.stringify(report, undefined, 2))
  process.exitCode = isSound ? 0 : 1
}
