import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { createDataFile } from './data-file.ts'
import { rowStart } from './shapes/catalog-rows.ts'

const index = new URL('./index.ts', import.meta.url).href

describe('importing the catalog', () => {
  it('does not read the data file', async () => {
    expect(await filesReadBy('catalog.resourceNames(); catalog.listResources(); catalog.typeNames()')).toEqual([])
  })

  it('reads it once when the first description is asked for', async () => {
    const files = await filesReadBy("catalog.describe('invoices'); catalog.describe('suppliers'); catalog.scopes()")

    expect(files).toEqual(['catalog.ndjson'])
  })
})

describe('createDataFile', () => {
  it('parses only the rows that are asked for', () => {
    const good = `${rowStart('scope', 'core.good')}"seen":"T","covers":"x"}`
    const file = createDataFile(() => `${rowStart('scope', 'core.bad')} not JSON\n${good}\n`)

    expect(file.row('scope', 'core.good')).toMatchObject({ covers: 'x' })
    expect(() => file.row('scope', 'core.bad')).toThrow(SyntaxError)
  })

  it('gives undefined for a row that is not there', () => {
    expect(createDataFile(() => '').row('type', 'Invoice')).toBeUndefined()
  })
})

/** Names of the files that a fresh process reads with readFileSync after importing the package. */
async function filesReadBy(statement: string): Promise<string[]> {
  const program = `
    import fs from 'node:fs'
    import { syncBuiltinESMExports } from 'node:module'
    const read = []
    const original = fs.readFileSync
    fs.readFileSync = (path, ...rest) => (read.push(String(path)), original(path, ...rest))
    syncBuiltinESMExports()
    const catalog = await import(${JSON.stringify(index)})
    ${statement}
    console.log(JSON.stringify(read.map((path) => path.split('/').at(-1)).filter((name) => name.endsWith('.ndjson'))))`
  const folder = fileURLToPath(new URL('.', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
    cwd: folder,
  })
  return JSON.parse(stdout) as string[]
}
