import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, describe as group, it } from 'vitest'
import { describeType, typeNames } from './index.ts'
import { compactField, expandField } from './shapes/catalog-rows.ts'

group('the generated files', () => {
  it('are what the generator writes', async () => {
    const script = fileURLToPath(new URL('../scripts/generate.ts', import.meta.url))

    await expect(promisify(execFile)(process.execPath, [script, '--check'])).resolves.toMatchObject({ stderr: '' })
  })

  it('have an output and an input interface for every type', () => {
    const text = readFileSync(new URL('./generated/types.ts', import.meta.url), 'utf8')
    const exported = new Set([...text.matchAll(/^export (?:interface|type) (\w+)/gm)].map((match) => match[1]))

    expect(typeNames().filter((name) => !exported.has(name) || !exported.has(`${name}Input`))).toEqual([])
  })
})

group('compactField', () => {
  it('keeps what expandField gives back', () => {
    for (const field of typeNames().flatMap((name) => describeType(name).fields)) {
      expect(expandField(compactField(field))).toEqual(field)
    }
  })
})
