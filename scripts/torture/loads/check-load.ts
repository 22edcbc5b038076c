import { copyFile, readdir, utimes } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { readLines } from './load-place.ts'
import type { MadeInput } from './make-input.ts'
import type { TorturedLoad } from './tortured-load.ts'

type Receipt = Readonly<Record<string, unknown>>

const outcomes = ['created', 'updated', 'unchanged', 'inactivated', 'failed', 'unknown', 'held', 'skipped']

/**
 * Each record has one outcome, the one that it has to have, and the receipt counts them; none, where a later run has tried records
 * again. Each line is a fault.
 */
export async function checkOutcomes(
  load: TorturedLoad,
  input: MadeInput,
  receipt: Receipt | undefined,
): Promise<readonly string[]> {
  const lines = await readLines(load.resultFile)
  const faults: string[] = []
  const rows = lines.map(({ row }) => row)
  const wanted = input.outcomes.map((_, place) => place + 1)
  if (JSON.stringify(rows) !== JSON.stringify(wanted)) {
    faults.push(`the outcomes are of the rows ${rows.join()} in place of 1 to ${wanted.length}`)
  }
  for (const [place, outcome] of input.outcomes.entries()) {
    const line = lines.find(({ row }) => row === place + 1)
    if (line !== undefined && line.outcome !== outcome) {
      faults.push(
        `row ${place + 1} (${input.rows[place]?.join()}) has to be ${outcome}, and is ${JSON.stringify(line)}`,
      )
    }
  }
  if (receipt !== undefined) faults.push(...checkSums(lines, receipt))
  faults.push(...(await checkFolder(load, receipt === undefined ? undefined : lines)))
  return faults
}

/** A run that was killed after it had ended is followed by one that has nothing to do, and whose receipt says so. */
function checkSums(lines: readonly Receipt[], receipt: Receipt): readonly string[] {
  const [input] = (receipt.inputs ?? []) as readonly Receipt[]
  const sum = outcomes.reduce((total, outcome) => total + Number(receipt[outcome]), 0)
  if (receipt.read !== sum) return [`the receipt has read ${String(receipt.read)}, and its outcomes are ${sum}`]
  if (input?.state !== 'loaded') return []
  return outcomes.flatMap((outcome) => {
    const there = lines.filter((line) => line.outcome === outcome).length
    return there === receipt[outcome]
      ? []
      : [`the receipt has ${String(receipt[outcome])} ${outcome}, and the result ${there}`]
  })
}

/** An input of a folder is in its archive, with a copy of its outcomes as they were then, and nowhere else. */
async function checkFolder(
  { isFolder, input, resultFile }: TorturedLoad,
  lines: readonly Receipt[] | undefined,
): Promise<readonly string[]> {
  if (!isFolder) return []
  const folder = dirname(input)
  const [left, archived] = await Promise.all([readdir(folder), readdir(join(folder, 'archive')).catch(() => [])])
  const faults: string[] = []
  if (left.includes(basename(input))) faults.push('the input is still in the folder')
  const wanted = [basename(input), basename(resultFile)]
  if (archived.toSorted().join() !== wanted.join()) faults.push(`the archive has ${archived.join()}`)
  const copied = await readLines(join(folder, 'archive', basename(resultFile)))
  if (lines !== undefined && JSON.stringify(copied) !== JSON.stringify(lines))
    faults.push('the outcomes in the archive are others')
  return faults
}

/** The same input again is loaded already; a load that has forgotten everything finds that Coupa has it. */
export async function checkAgain(load: TorturedLoad, { outcomes: wanted }: MadeInput): Promise<readonly string[]> {
  const { input, isFolder } = load
  if (isFolder) {
    await copyFile(join(dirname(input), 'archive', basename(input)), input)
    await utimes(input, 1_700_000_000, 1_700_000_000)
  }
  const faults: string[] = []
  const again = await load.run()
  const receipt: Receipt = again.stdout.startsWith('{') ? JSON.parse(again.stdout) : {}
  const [taken] = (receipt.inputs ?? []) as readonly Receipt[]
  if (taken?.state !== 'already-loaded') faults.push(`the same input again is ${String(taken?.state)}: ${again.stderr}`)
  const forgotten = await load.runForgotten()
  const seen: Receipt = forgotten.stdout.startsWith('{') ? JSON.parse(forgotten.stdout) : {}
  const expected = { failed: 0, held: 0, skipped: 0, unchanged: 0, created: 0, updated: 0 }
  for (const outcome of wanted) {
    const isOpen = outcome === 'failed' || outcome === 'held' || outcome === 'skipped'
    expected[isOpen ? outcome : 'unchanged']++
  }
  for (const [outcome, count] of Object.entries(expected)) {
    if (seen[outcome] !== count) {
      faults.push(
        `a load that knows nothing finds ${String(seen[outcome])} ${outcome} in place of ${count}: ${forgotten.stderr}`,
      )
    }
  }
  return faults
}
