import { chmod, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createPerson, type Person } from './support/program.ts'

let person: Person
beforeEach(async () => {
  // The tests have a folder of their own for it.
  person = await createPerson({ NODE_COMPILE_CACHE: '' })
})
afterEach(() => person[Symbol.asyncDispose]())

/** What a start of the program leaves in the cache of its user. */
async function keptIn(folder: string): Promise<readonly string[]> {
  expect(await person.run(['resources', 'invoices'])).toMatchObject({ status: 0, stderr: '' })
  return await readdir(join(folder, 'coupa-connector/compiled')).catch(() => [])
}

describe('what Node compiles of the program', () => {
  test('is kept in the cache of the user', async () => {
    expect(await keptIn(join(person.home, '.cache'))).toHaveLength(1)
  })

  test('is not kept where others can write', async () => {
    await chmod(person.home, 0o777)

    expect(await keptIn(join(person.home, '.cache'))).toEqual([])
  })
})
