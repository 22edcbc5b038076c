import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Sandbox, startSandbox } from '@coupa-connector/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPerson, environmentOf, type Person } from './support/program.ts'
import { runHere } from './support/run-here.ts'

let sandbox: Sandbox
let person: Person
let environment: Readonly<Record<string, string>>
beforeAll(async () => {
  sandbox = await startSandbox({ records: 120, rateLimit: false })
  person = await createPerson({})
  environment = { ...environmentOf(sandbox), HOME: person.home }
})
afterAll(async () => {
  await person[Symbol.asyncDispose]()
  await sandbox.close()
})

const schema = (...args: readonly string[]) => runHere(['schema', ...args], { environment })
const inHome = (name: string) => join(person.home, name)

describe('schema', () => {
  test('shows what the organization added, in a table', async () => {
    const { status, stdout, stderr } = await schema('suppliers', 'uoms')

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toMatch(/custom-fields\.sales-region +LookupValue of Sales Region +\d+ of 50 +high +custom field/)
    expect(stdout).toMatch(/Sales Region +\d+ +\d+\n/)
    expect(stdout).toContain('No fields of its own: uoms.')
    expect(stdout).not.toContain('display-name')
  })

  test('writes declarations and JSON Schema to a file', async () => {
    await schema('suppliers', '--format', 'typescript', '--output', inHome('fields.d.ts'))
    const described = await schema('suppliers', '--format', 'json-schema')

    expect(await readFile(inHome('fields.d.ts'), 'utf8')).toContain('export interface SuppliersCustomFields {')
    expect(JSON.parse(described.stdout)).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $defs: {
        Suppliers: {
          properties: {
            name: { type: ['string', 'null'] },
            'custom-fields': { properties: { 'is-strategic': { type: ['boolean', 'null'], 'x-confidence': 'high' } } },
          },
        },
      },
    })
  })

  test('says why it did without GraphQL, and fails where a resource that was named may not be read', async () => {
    await using narrow = await startSandbox({
      scope: 'core.common.read',
      records: 10,
      rateLimit: false,
      quirks: { 'graphql-introspection': 'refused' },
    })

    const { status, stderr } = await runHere(['schema', 'invoices', 'departments'], {
      environment: environmentOf(narrow),
    })

    expect(status).toBe(1)
    expect(stderr).toMatch(/note: Types are from records and the catalog only: .*introspection/)
    expect(stderr).toContain('note: invoices could not be read: ')
  })

  test('refuses a file that cannot be written before anything is sent', async () => {
    const before = sandbox.counters.api

    const { status, stderr } = await schema('suppliers', '--output', inHome('no/such/folder.json'))

    expect(status).toBe(2)
    expect(stderr).toContain('no/such')
    expect(sandbox.counters.api).toBe(before)
  })

  test('refuses a resource that does not exist before anything is sent', async () => {
    const { status, stderr } = await schema('supliers')

    expect(status).toBe(2)
    expect(stderr).toContain('Did you mean "suppliers"')
  })
})

describe('schema diff', () => {
  test('ends with 0 without a difference, and with 3 and a line for each one', async () => {
    const saved = inHome('before.json')
    await schema('items', '--format', 'json', '--output', saved)
    const same = await schema('diff', saved, 'environment')
    sandbox.control.putCustomField('items', { name: 'shelf', type: 'string', isEditable: true })
    sandbox.control.removeCustomField('items', 'legacy-code')

    const other = await schema('diff', saved, 'environment')
    const json = await schema('diff', saved, 'environment', '--json')

    expect(same).toMatchObject({ status: 0, stdout: expect.stringMatching(/: no difference\.\n$/) })
    expect(other.status).toBe(3)
    expect(other.stdout).toMatch(/items: custom-fields\.shelf +field came/)
    expect(other.stdout).toMatch(/items: custom-fields\.legacy-code +field went +string, has a value in \d+ of 50/)
    expect(json.status).toBe(3)
    expect(
      JSON.parse(json.stdout)
        .changes.map(({ kind }: { kind: string }) => kind)
        .sort(),
    ).toEqual(['field-came', 'field-went'])
  })

  test('compares two saved connections, each read with its own settings', async () => {
    await using other = await startSandbox({ records: 120, rateLimit: false, seed: 2 })
    for (const [name, organization] of Object.entries({ production: sandbox, test: other })) {
      const added = await runHere(['connections', 'add', name], {
        environment: { ...environmentOf(organization), HOME: person.home },
      })
      expect(added).toMatchObject({ status: 0 })
    }

    const { status, stdout } = await schema('diff', 'production', 'test', '--resource', 'suppliers')

    expect(status).toBe(3)
    expect(stdout).toContain(`From ${new URL(sandbox.url).host}`)
    expect(stdout).toContain(`to ${new URL(other.url).host}`)
    expect(stdout).toMatch(/suppliers: custom-fields\.sales-region +field went|lookup Sales Region/)
  })

  test.each([
    [
      'a name that is neither a connection nor a file',
      'nowhere',
      /"nowhere" is neither a saved connection nor a file\./,
    ],
    ['a file that is not JSON', 'plain.txt', /plain\.txt is not JSON/],
    ['a file of something else', 'other.json', /other\.json: version must be 1, and is missing\./],
  ])('refuses %s', async (_what, name, message) => {
    await writeFile(inHome('plain.txt'), 'plain text')
    await writeFile(inHome('other.json'), '{}')
    const given = name === 'nowhere' ? name : inHome(name)

    const { status, stderr } = await schema('diff', given, 'environment')

    expect(status).toBe(2)
    expect(stderr).toMatch(message)
  })
})
