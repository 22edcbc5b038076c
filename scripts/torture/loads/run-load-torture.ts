import { createRandom, type Random } from '../random.ts'
import { checkAgain, checkOutcomes } from './check-load.ts'
import { loadCases } from './load-cases.ts'
import { createLoadPlace, type Kill, type LoadPlace, readLines } from './load-place.ts'
import { makeInput } from './make-input.ts'
import { createTorturedLoad, type TorturedLoad } from './tortured-load.ts'

export interface LoadTortureOptions {
  /** A round for each: what is loaded, when the program is killed, and what goes wrong. */
  readonly seeds: readonly number[]
  /** Templates in turn: the seed chooses among them. Default: all. */
  readonly templates?: readonly string[] | undefined
  /** Rounds that run side by side: they wait more than they compute. */
  readonly atOnce: number
  /** Kills of one load, at most. Default: 5. */
  readonly mostKills?: number | undefined
  readonly tell: (line: string) => void
}

export interface LoadTortureReport {
  readonly rounds: number
  /** Rounds by template. */
  readonly templates: Readonly<Record<string, number>>
  readonly kills: number
  /** Records of all inputs. */
  readonly records: number
  readonly faults: readonly string[]
}

interface Round {
  readonly template: string
  readonly kills: number
  readonly records: number
  readonly faults: readonly string[]
}

const faultKinds = [
  'drop-answer',
  'drop-answer',
  'drop-answer',
  'unavailable',
  'cut-body',
  'reset',
  'html-500',
] as const

/**
 * Loads generated inputs with the real program, which is killed with -9 at random instants and started again until it ends, while
 * answers of Coupa are lost. Then each record has the one outcome that it has to have, Coupa has each record once, and the same
 * input again is loaded already.
 */
export async function runLoadTorture(options: LoadTortureOptions): Promise<LoadTortureReport> {
  const { seeds, atOnce, tell } = options
  const left = [...seeds]
  const rounds: Round[] = []
  const work = async (): Promise<void> => {
    for (let seed = left.shift(); seed !== undefined; seed = left.shift()) {
      const startedMs = performance.now()
      const round = await runRound(seed, options)
      rounds.push(round)
      const seconds = ((performance.now() - startedMs) / 1000).toFixed(1)
      const { template, kills, records, faults } = round
      tell(`seed ${seed}: ${template}, ${records} records, ${kills} kills; ${seconds} s; ${faults.length} faults`)
      for (const fault of faults) tell(`  ${fault}`)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  const templates: Record<string, number> = {}
  for (const { template } of rounds) templates[template] = (templates[template] ?? 0) + 1
  return {
    rounds: rounds.length,
    templates,
    kills: rounds.reduce((sum, { kills }) => sum + kills, 0),
    records: rounds.reduce((sum, { records }) => sum + records, 0),
    faults: rounds.flatMap(({ faults }) => faults),
  }
}

async function runRound(
  seed: number,
  { templates = Object.keys(loadCases), mostKills = 5 }: LoadTortureOptions,
): Promise<Round> {
  const random = createRandom(seed)
  const template = templates[seed % templates.length] ?? ''
  const caseOf = loadCases[template]
  if (caseOf === undefined) throw new TypeError(`there is no torture of the template ${template}`)
  await using place = await createLoadPlace(seed)
  const made = await caseOf(place.view, random)
  const input = makeInput(made, random)
  const load = await createTorturedLoad(place, { template, header: made.header, isFolder: random.next() < 0.3 })
  const about = (fault: string): string => `seed ${seed}, ${template}: ${fault}`
  const faults: string[] = []
  if (input.before.length > 0) {
    // What the load knows of these records is either its own memory, or found by look-ups.
    faults.push(...(await load.bringBefore(input.before, { isForgotten: random.next() < 0.5 })))
  }
  const before = await made.count()
  await load.writeInput(input.rows)
  const { kills, receipt, failure } = await killAgainAndAgain(place, load, {
    random,
    records: input.rows.length,
    mostKills,
  })
  place.sandbox.control.clearFaults()
  // What failed only for a moment is tried by the next run.
  const isHealed = failure === undefined && (await hasTransient(load))
  if (isHealed) await load.run()
  if (failure !== undefined) faults.push(failure)
  else {
    faults.push(...(await checkOutcomes(load, input, isHealed ? undefined : receipt)))
    const added = (await made.count()) - before
    if (added !== input.added) faults.push(`Coupa has ${added} more in place of ${input.added}`)
    faults.push(...(await checkAgain(load, input)))
    const more = (await made.count()) - before - input.added
    if (more !== 0) faults.push(`loading the same again brought ${more} more`)
  }
  return { template, kills, records: input.rows.length, faults: faults.map(about) }
}

interface Ending {
  readonly kills: number
  /** Of the run that dealt with the whole input; undefined where several did, because Coupa failed. */
  readonly receipt: Readonly<Record<string, unknown>> | undefined
  /** Why it did not end well. */
  readonly failure?: string
}

/** Starts the program and kills it, until it is left alone or has ended by itself. */
async function killAgainAndAgain(
  { sandbox }: LoadPlace,
  load: TorturedLoad,
  { random, records, mostKills }: { readonly random: Random; readonly records: number; readonly mostKills: number },
): Promise<Ending> {
  const wanted = random.between(1, mostKills)
  let [kills, failed] = [0, 0]
  for (;;) {
    if (failed === 0 && random.next() < 0.7) {
      const times = random.between(1, 4)
      sandbox.control.fault({ kind: random.pick(faultKinds), times, after: random.between(0, 15) })
    }
    const attempt = await load.run(kills < wanted ? chooseKill(random, records) : undefined)
    if (attempt.isKilled) {
      kills++
      continue
    }
    const receipt = attempt.stdout.startsWith('{') ? JSON.parse(attempt.stdout) : {}
    if (attempt.status === 0 || attempt.status === 3) return { kills, receipt: failed === 0 ? receipt : undefined }
    // A run whose look-ups meet several faults in a row ends as failed, and the next one continues.
    sandbox.control.clearFaults()
    failed++
    if (receipt.code === 'COUPA_SERVER_ERROR' && failed === 1) continue
    const failure = `the program ended with ${attempt.status}: ${attempt.stdout}${attempt.stderr}`
    return { kills, receipt: undefined, failure }
  }
}

async function hasTransient({ resultFile }: TorturedLoad): Promise<boolean> {
  return (await readLines(resultFile)).some((line) => line.class === 'transient')
}

function chooseKill(random: Random, records: number): Kill {
  const choice = random.next()
  if (choice < 0.15) return { after: 'start', delayMs: random.between(200, 1500) }
  if (choice < 0.3) return { after: 'result', delayMs: random.between(0, 12) }
  return { after: 'requests', count: random.between(1, Math.ceil(records * 0.6)), delayMs: random.between(0, 10) }
}
