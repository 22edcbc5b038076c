import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Sandbox, startSandbox } from '@coupa-connector/sandbox'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createPerson, environmentOf, lines, type Person } from './support/program.ts'

let sandbox: Sandbox
let person: Person
let count = 0
beforeAll(async () => {
  sandbox = await startSandbox({ records: 30, rateLimit: false })
  person = await createPerson(environmentOf(sandbox))
})
afterEach(() => sandbox.control.clearFaults())
afterAll(async () => {
  await person[Symbol.asyncDispose]()
  await sandbox.close()
})

const supplier = () => {
  count++
  return { name: `Supplier ${count}`, number: `S-${count}` }
}
const create = (input: string, args: readonly string[] = []) => person.run(['create', 'suppliers', ...args], { input })

describe('create, update and get', () => {
  test.each(['json', 'xml'])('change one record over %s', async (wire) => {
    const given = supplier()
    const created = await create(JSON.stringify(given), ['--json', '--wire', wire])
    const record = JSON.parse(created.stdout) as { id: number }
    await writeFile(join(person.home, 'change.json'), JSON.stringify({ website: 'https://x.example' }, undefined, 2))
    const updated = await person.run(['update', 'suppliers', String(record.id), 'change.json', '--wire', wire])
    const got = await person.run(['get', 'suppliers', String(record.id), '--fields', 'id,name,website', '--wire', wire])

    expect(created.status).toBe(0)
    expect(record).toMatchObject({ id: expect.any(Number), ...given })
    expect(JSON.parse(updated.stdout)).toMatchObject({ id: record.id, website: 'https://x.example' })
    expect(JSON.parse(got.stdout)).toEqual({ id: record.id, name: given.name, website: 'https://x.example' })
  })

  test('say what Coupa refused', async () => {
    const { status, stdout, stderr } = await create('{"name":""}')

    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toContain("can't be blank")
  })

  test('note what Coupa ignored of a change, and name the command for the exported flag', async () => {
    const [invoice] = sandbox.control.ids('invoices')
    const [account] = sandbox.control.ids('accounts')
    const code = await person.run(['update', 'accounts', String(account), '--fields', 'id,code'], {
      input: '{"code":"99-1"}',
    })
    const flag = await person.run(['update', 'invoices', String(invoice), '--fields', 'id'], {
      input: '{"exported":true}',
    })

    expect(code).toMatchObject({
      status: 0,
      stderr: expect.stringMatching(
        /^note: "code" is read-only in accounts, so Coupa ignores it\. In the answer it is "/,
      ),
    })
    expect(flag.status).toBe(0)
    expect(flag.stderr).toContain(`Run: coupa-connector action invoices ${invoice} mark-exported`)
  })

  test('send nothing when ignored fields are to be an error', async () => {
    const before = sandbox.requests.length
    const { status, stderr } = await create('{"name":"x","totally-unknown":1}', ['--ignored-fields', 'error'])

    expect(status).toBe(2)
    expect(stderr).toContain('"totally-unknown" is not a known field of suppliers, so Coupa probably ignores it.')
    expect(sandbox.requests.length).toBe(before)
  })

  test('mark a record as exported and not exported', async () => {
    const [invoice] = sandbox.control.ids('invoices')
    const flags: unknown[] = []
    for (const action of ['mark-exported', 'mark-not-exported', 'export', 'unexport']) {
      const { status, stdout } = await person.run(['action', 'invoices', String(invoice), action])
      flags.push(status, JSON.parse(stdout).exported)
    }

    expect(flags).toEqual([0, true, 0, false, 0, true, 0, false])
  })

  test('say what XML cannot hold, and what can, before anything is sent', async () => {
    const before = sandbox.requests.length
    const { status, stderr } = await create('{"name":"ctl\\u0001x"}', ['--encoding', 'xml'])

    expect(status).toBe(2)
    expect(stderr).toContain('"name" contains the character U+0001 at position 3')
    expect(stderr).toContain('--encoding json')
    expect(sandbox.requests.length).toBe(before)
  })

  test('give the code of a record that cannot be sent in its line of a batch', async () => {
    const records = [supplier(), { name: 'ctl\u0001x' }, supplier()].map((record) => JSON.stringify(record))
    const { status, stdout } = await create(records.join('\n'), ['--encoding', 'xml'])

    expect(status).toBe(1)
    expect(lines(stdout)).toMatchObject([
      { status: 'created' },
      { status: 'failed', error: { code: 'COUPA_RECORD_INVALID', details: { field: 'name', otherFormat: 'json' } } },
      { status: 'created' },
      { created: 2, failed: 1 },
    ])
  })

  test('tell in the lines of a batch what Coupa ignored', async () => {
    const records = [supplier(), { ...supplier(), 'totally-unknown': 1 }].map((record) => JSON.stringify(record))
    const { status, stdout } = await create(records.join('\n'))
    const [first, second, totals] = lines(stdout)

    expect(status).toBe(0)
    expect(first).not.toHaveProperty('notices')
    expect(second).toMatchObject({ status: 'created', notices: [{ field: 'totally-unknown', reason: 'unknown' }] })
    expect(totals).toMatchObject({ created: 2, failed: 0, withIgnoredFields: 1 })
  })

  test('name line and column of broken JSON and send nothing', async () => {
    const before = sandbox.requests.length
    const { status, stderr } = await create('{\n "name": oops\n}')

    expect(status).toBe(2)
    expect(stderr).toContain('line 2, column 10')
    expect(sandbox.requests.length).toBe(before)
  })

  test('say that a record does not exist', async () => {
    expect(await person.run(['get', 'suppliers', '99999999'])).toMatchObject({ status: 1, stdout: '' })
  })
})

describe('a batch', () => {
  test('creates each record and tells the totals', async () => {
    const inputs = [supplier(), supplier(), supplier()]
    const { status, stdout } = await create(inputs.map((input) => JSON.stringify(input)).join('\n'))
    const outcomes = lines(stdout)

    expect(status).toBe(0)
    expect(outcomes.slice(0, 3)).toMatchObject(
      [0, 1, 2].map((index) => ({ index, status: 'created', id: expect.any(Number) })),
    )
    expect(outcomes[3]).toEqual({ total: 3, created: 3, updated: 0, failed: 0, unknown: 0 })
  })

  test('goes on behind records that fail, and fails in the end', async () => {
    const input = [JSON.stringify(supplier()), '{"name":', '{"name":""}', JSON.stringify(supplier())].join('\n')
    const { status, stdout } = await create(input)
    const outcomes = lines(stdout)

    expect(status).toBe(1)
    expect(outcomes).toMatchObject([
      { index: 0, status: 'created' },
      { index: 1, line: 2, status: 'failed', error: { message: expect.stringContaining('line 2, column') } },
      { index: 2, status: 'failed', error: { code: 'COUPA_VALIDATION' } },
      { index: 3, status: 'created' },
      { total: 4, created: 2, failed: 2 },
    ])
  })

  test('changes the records that its lines name', async () => {
    const ids = lines((await create([supplier(), supplier()].map((one) => JSON.stringify(one)).join('\n'))).stdout)
      .slice(0, 2)
      .map(({ id }) => id)
    const input = [...ids.map((id) => ({ id, website: 'https://batch.example' })), { website: 'x' }]
    const { status, stdout } = await person.run(['update', 'suppliers', '-'], {
      input: input.map((one) => JSON.stringify(one)).join('\n'),
    })

    expect(status).toBe(1)
    expect(lines(stdout)).toMatchObject([
      { index: 0, status: 'updated', id: ids[0] },
      { index: 1, status: 'updated', id: ids[1] },
      { index: 2, status: 'failed', error: { message: expect.stringContaining('no "id"') } },
      { updated: 2, failed: 1 },
    ])
  })

  test('is not sent when one id is named for several records', async () => {
    const before = sandbox.requests.length
    const { status } = await person.run(['update', 'suppliers', '1'], { input: '{"name":"a"}\n{"name":"b"}\n' })

    expect(status).toBe(2)
    expect(sandbox.requests.length).toBe(before)
  })
})

describe('an answer that gets lost', () => {
  test('is looked up by the natural key, and one record is there', async () => {
    const given = supplier()
    sandbox.control.fault({ kind: 'drop-answer', method: 'POST', times: 1 })
    const { status, stdout, stderr } = await create(JSON.stringify(given), ['--json'])
    const found = await person.run(['query', 'suppliers', '--where', `number=${given.number}`, '--fields', 'id,number'])

    expect(status).toBe(0)
    expect(stderr).toContain('answer was lost')
    expect(lines(found.stdout)).toEqual([{ id: (JSON.parse(stdout) as { id: number }).id, number: given.number }])
  })
})

describe('action, and act as it was called', () => {
  test('performs an action of Coupa', async () => {
    const draft = lines(
      (await person.run(['query', 'invoices', '--where', 'status=draft', '--limit', '1', '--fields', 'id'])).stdout,
    )
    const id = String(draft[0]?.id)
    const { status, stdout } = await person.run(['action', 'invoices', id, 'void', '--json'])

    expect({ status, answer: JSON.parse(stdout || '{}') }).toMatchObject({ status: 0 })
  })
})
