import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createNode, enrollNode, type Node } from '@coupa-connector/container'
import { createDefinition } from '@coupa-connector/process'
import { type Sandbox, startSandbox } from '@coupa-connector/sandbox'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type ConnectionTestWorld, startConnectionTestWorld } from '../../hub/src/testing/connection-world.ts'
import { environmentOf, lines } from './support/program.ts'
import { runHere } from './support/run-here.ts'

const integration = 'ERP_INVOICES'
let sandbox: Sandbox
let world: ConnectionTestWorld
let node: Node
let home: string
let hubUrl: string
/** Ids of invoices that are approved and not exported. */
let due: readonly number[]

beforeAll(async () => {
  sandbox = await startSandbox({
    records: { invoices: 400, integration_errors: 0, integration_history_records: 0 },
    rateLimit: false,
  })
  const [id = 0] = sandbox.control.ids('integrations')
  sandbox.control.update('integrations', id, { code: integration })
  home = await mkdtemp(join(tmpdir(), 'answers-'))
  world = await startConnectionTestWorld()
  hubUrl = (await world.test.hub.listen({ host: '127.0.0.1', port: 0 })).url
  const container = await startContainer()
  await createEnds(container)
  await deploy('ok-to-pay')
  await deploy('other')
  due = (await query('invoices', ['status[in]=approved,voided', 'exported=false'], ['id'])).map(({ id }) => Number(id))
}, 60_000)
afterAll(async () => {
  await node.stop({ graceMs: 0 })
  await world[Symbol.asyncDispose]()
  await sandbox.close()
  await rm(home, { recursive: true, force: true })
})

const params = () => ({ account: world.owner.account.id })

async function startContainer(): Promise<string> {
  const versions = { version: '0.1.0', connectorVersion: '0.1.0', fetch: world.test.hub.fetch }
  const body = { kind: 'molecule' } as const
  const { token } = (await world.owner.client.call('installerTokens.create', { params: params(), body })).body
  const enrollment = { hubUrl: world.test.origin, installerToken: token, ...body, nodeName: 'one', ...versions }
  const identity = await enrollNode(enrollment)
  node = createNode({ identity, environment: {}, ...versions })
  node.start()
  await vi.waitFor(() => expect(node.status.state).toBe('online'), { timeout: 20_000 })
  return identity.container.id
}

let ends: { readonly container: string; readonly connection: string; readonly destination: string }

async function createEnds(container: string): Promise<void> {
  const { client } = world.owner
  const { url, accessTokenUrl, clientId, clientSecret, scope } = sandbox
  const fields = { authenticationType: 'oauth2', url, accessTokenUrl, clientId, scope }
  const secrets = { clientSecret: await world.setSecret(clientSecret) }
  const connection = await client.call('connections.create', {
    params: params(),
    body: { name: 'Acme', fields, secrets },
  })
  const target = { name: 'ERP inbox', kind: 'files', settings: { folder: join(home, 'out') } }
  const destination = await client.call('destinations.create', { params: params(), body: target })
  ends = { container, connection: connection.body.id, destination: destination.body.id }
}

/** A process that waits for answers, writes back the number of the document, and keeps Coupa's monitoring current. */
async function deploy(name: string): Promise<void> {
  const { client } = world.owner
  const made = createDefinition({ template: 'E01', destination: 'files', acknowledge: 'after-answer', name })
  const definition = {
    ...made,
    acknowledge: { mode: 'after-answer', writeBack: { 'custom-fields.erp-number': 'documentNumber' } },
    coupaMonitoring: { level: 3, integration },
  } as never
  const { process } = (await client.call('processes.apply', { params: params(), body: { definition } })).body
  const { items } = (await client.call('environments.list', { params: params() })).body
  const environment = items.find(({ name: known }) => known === 'test')?.id ?? ''
  const place = { ...params(), process: process ?? '', environment }
  await client.call('process.deploy', { params: place, body: { version: 1, ...ends } })
}

async function processes(args: readonly string[], input = '') {
  const environment = { HOME: home, COUPA_CONNECTOR_HUB_URL: hubUrl, COUPA_CONNECTOR_API_KEY: world.owner.key.value }
  return await runHere(['processes', ...args], { environment, input })
}

/** What a command line prints as JSON. */
async function json(args: readonly string[], input?: string) {
  const { status, stdout, stderr } = await processes([...args, '--json'], input)
  expect(stdout, stderr).not.toBe('')
  return { status, ...JSON.parse(stdout) }
}

async function query(resource: string, where: readonly string[], fields: readonly string[]) {
  const conditions = where.flatMap((condition) => ['--where', condition])
  const columns = ['--fields', fields.join(',')]
  const args = ['query', resource, ...conditions, ...columns, '--format', 'ndjson', '--requests-per-second', '1000']
  const { stdout, stderr, status } = await runHere(args, { environment: environmentOf(sandbox) })
  expect(status, stderr).toBe(0)
  return lines(stdout)
}

async function isExported(ids: readonly (number | undefined)[]): Promise<readonly unknown[]> {
  const invoices = await query('invoices', [`id[in]=${ids.join(',')}`], ['id', 'exported'])
  return invoices.toSorted((one, other) => Number(one.id) - Number(other.id)).map(({ exported }) => exported)
}

async function openErrors(): Promise<readonly unknown[]> {
  const fields = ['document-id', 'responses']
  const errors = await query('integration_errors', ['resolved=false'], fields)
  return errors.toSorted((one, other) => Number(one['document-id']) - Number(other['document-id']))
}

async function erpNumber(id: number | undefined): Promise<unknown> {
  const { stdout } = await runHere(['get', 'invoices', String(id)], { environment: environmentOf(sandbox) })
  return JSON.parse(stdout)['custom-fields']['erp-number']
}

async function deliver(name: string, ids: readonly number[]) {
  const receipt = await json(['run', name, '--ids', ids.join(','), '--wait'])
  expect(receipt).toMatchObject({ status: 0, outcome: 'succeeded', delivered: ids.length, acknowledged: 0 })
  return receipt
}

describe('answers to a process of a hub', { timeout: 60_000 }, () => {
  test('mark and write back what is accepted, and open errors in Coupa for what is refused', async () => {
    const delivered = due.slice(0, 10)
    await deliver('ok-to-pay', delivered)
    const accepted = delivered.slice(0, 5)
    const refused = delivered.slice(5, 7)
    const file = join(home, 'answers.csv')
    await writeFile(
      file,
      [
        'id,outcome,documentNumber,code,message',
        ...accepted.map((id) => `${id},accepted,ERP-${id},,`),
        ...refused.map((id) => `${id},refused,,NO_COST_CENTER,Cost center 400 is closed.`),
      ].join('\n'),
    )

    const report = await json(['ack', 'ok-to-pay', file, '--environment', 'test', '--wait'])

    expect(report).toMatchObject({ status: 0, accepted: 5, refused: 2, acknowledged: 5, waiting: 3, notTaken: [] })
    expect(await isExported(delivered)).toEqual(delivered.map((id) => accepted.includes(id)))
    expect(await erpNumber(accepted[4])).toBe(`ERP-${accepted[4]}`)
    const response = { 'response-code': 'NO_COST_CENTER', 'response-message': 'Cost center 400 is closed.' }
    expect(await openErrors()).toMatchObject(refused.map((id) => ({ 'document-id': id, responses: [response] })))
    const { waiting } = await json(['waiting', 'ok-to-pay'])
    expect(waiting.map(({ id }: { id: string }) => Number(id))).toEqual(delivered.slice(7))
    const { failures } = await json(['failures', 'ok-to-pay'])
    expect(failures.map(({ id, code }: { id: string; code: string }) => [Number(id), code])).toEqual(
      refused.map((id) => [id, 'NO_COST_CENTER']),
    )
  })

  test('that accept later resolve the errors, and the failures say in which run they were fixed', async () => {
    const refused = due.slice(5, 7)
    const answers = refused.map((id) => JSON.stringify({ id, outcome: 'accepted', documentNumber: `ERP-${id}` }))

    const report = await json(['ack', 'ok-to-pay', '-', '--wait'], `${answers.join('\n')}\n`)

    expect(report).toMatchObject({ status: 0, accepted: 2, acknowledged: 2 })
    expect(await isExported(refused)).toEqual([true, true])
    expect(await openErrors()).toEqual([])
    const { failures } = await json(['failures', 'ok-to-pay', '--all'])
    expect(failures).toMatchObject(refused.map(() => ({ state: 'fixed', fixedIn: report.run })))
  })

  test('are refused line by line: an unknown document, a repeated line, one of another deployment', async () => {
    const [own, foreign] = due.slice(20, 22) as [number, number]
    await deliver('ok-to-pay', [own])
    await deliver('other', [foreign])
    const rows = ['999999,accepted', `${own},refused`, `${own},refused`, `${foreign},accepted`]
    const file = join(home, 'wrong.csv')
    await writeFile(file, ['id,outcome', ...rows].join('\n'))

    const report = await json(['ack', 'ok-to-pay', file, '--wait'])

    expect(report).toMatchObject({ status: 3, refused: 1, repeated: 1, accepted: 0 })
    expect(report.notTaken).toMatchObject([
      { line: 2, code: 'UNKNOWN_RECORD', message: 'This process has delivered no record 999999.' },
      { line: 5, code: 'UNKNOWN_RECORD', message: `This process has delivered no record ${foreign}.` },
    ])
    expect(report.repeatedLines).toMatchObject([{ line: 4, message: `Line 3 says the same of record ${own}.` }])
    expect(await isExported([own, foreign])).toEqual([false, false])
  })

  test('are told to the person in words, with the run that tells Coupa', async () => {
    const [id] = due.slice(7, 8)

    const { status, stdout } = await processes(['ack', 'ok-to-pay', '--ids', String(id), '--accepted'])

    expect(status).toBe(0)
    expect(stdout).toMatch(/ok-to-pay: 1 answer\n +1 accepted\n/)
    expect(stdout).toMatch(/The run [\da-f-]{36} tells Coupa\./)
    await processes(['follow', /follow ([\da-f-]{36})/.exec(stdout)?.[1] ?? ''])
    expect(await isExported([id])).toEqual([true])
  })

  test('that are too long for the hub are named with their line', async () => {
    const [id] = due.slice(8, 9)
    const input = JSON.stringify({ id, outcome: 'refused', code: 'X'.repeat(101) })

    const report = await json(['ack', 'ok-to-pay', '-'], input)

    expect(report).toMatchObject({ status: 3, refused: 0, notTaken: [{ line: 1, code: 'INVALID_ANSWER' }] })
    expect(await readFile(join(home, 'out', 'manifest.ndjson'), 'utf8')).not.toBe('')
  })
})

describe('a place of answers of a process of a hub', { timeout: 120_000 }, () => {
  test('are taken from the folder that the deployment names, by a run or when somebody asks for it', async () => {
    const inbox = join(home, 'answers')
    await mkdir(inbox)
    const folder = { name: 'Answers of the ERP', kind: 'files', settings: { folder: inbox } }
    await world.owner.client.call('destinations.create', { params: params(), body: folder })
    const file = join(home, 'from-folder.json')
    const made = createDefinition({
      template: 'E01',
      destination: 'files',
      acknowledge: 'after-answer',
      name: 'from-folder',
    })
    const values = { ...made.values, answers: { kind: 'files' } }
    await writeFile(file, JSON.stringify({ ...made, values, acknowledge: { mode: 'after-answer', answers: {} } }))
    await processes(['apply', file])
    const deployment = ['deploy', 'from-folder', '--environment', 'test', '--destination', 'ERP inbox']
    const nameless = await processes(deployment)
    const deployed = await processes([...deployment, '--end', 'answers=Answers of the ERP'])
    const checked = await processes(['check', 'from-folder'])
    const [one = 0, two = 0] = due.slice(34, 36)
    await deliver('from-folder', [one, two])

    await writeFile(join(inbox, '1.csv'), `id,outcome\n${one},accepted\n999999,accepted\n`)
    const asked = await json(['ack', 'from-folder', '--wait'])
    await writeFile(join(inbox, '2.ndjson'), `{"id":${two},"outcome":"accepted"}\n`)
    const run = await json(['run', 'from-folder', '--ids', String(due[36]), '--wait'])

    expect(nameless).toMatchObject({ status: 2, stderr: expect.stringContaining('--end') })
    expect(deployed).toMatchObject({ status: 0, stdout: expect.stringContaining('Answers of the ERP, files') })
    expect(checked).toMatchObject({ status: 0, stdout: expect.stringContaining('Take answers') })
    const [taken] = asked.answers.inputs
    expect(asked).toMatchObject({ status: 3, outcome: 'partial', acknowledgedEarlier: 1 })
    expect(taken).toMatchObject({ input: '1.csv', accepted: 1, notTaken: 1 })
    expect(await readFile(taken.result, 'utf8')).toContain('UNKNOWN_RECORD')
    expect(run).toMatchObject({ status: 0, answers: { inputs: [{ input: '2.ndjson', accepted: 1 }] } })
    expect(await isExported([one, two])).toEqual([true, true])
    expect((await readdir(join(inbox, 'archive'))).filter((name) => !name.includes('result'))).toEqual([
      '1.csv',
      '2.ndjson',
    ])
  })

  test('are found with their deliveries by number and by id', async () => {
    const [id] = due
    const { found } = await json(['find', String(id)])

    expect(found).toMatchObject([{ kind: 'delivery', process: 'ok-to-pay', environment: 'test', id: String(id) }])
    expect((await json(['find', found[0].key])).found).toEqual(found)
  })
})

describe('failures of a process of a hub', { timeout: 60_000 }, () => {
  test('are chosen by their run, written to a file, and marked as exported when they are dismissed', async () => {
    const [id = 0] = due.slice(30, 31)
    const { run } = await deliver('ok-to-pay', [id])
    await json(['ack', 'ok-to-pay', '--ids', String(id), '--refused', 'CLOSED', '--message', 'It is closed.', '--wait'])
    const output = join(home, 'failures.ndjson')

    const listed = await json(['failures', 'ok-to-pay', '--run', run])
    await processes(['failures', 'ok-to-pay', '--run', run, '--output', output])
    const marking = ['--reason', 'entered by hand', '--mark-exported', '--wait']
    const dismissed = await json(['dismiss', 'ok-to-pay', '--run', run, ...marking])

    expect(listed.failures).toMatchObject([{ id: String(id), code: 'CLOSED', run }])
    expect(lines(await readFile(output, 'utf8'))).toMatchObject([{ id: String(id), code: 'CLOSED', attempts: 1 }])
    expect(dismissed).toEqual({ status: 0, dismissed: 1, marked: 1 })
    expect(await isExported([id])).toEqual([true])
    expect((await json(['failures', 'ok-to-pay', '--run', run])).failures).toEqual([])
  })

  test('are open again when Coupa does not mark them', async () => {
    const [id = 0] = due.slice(31, 32)
    const { run } = await deliver('ok-to-pay', [id])
    await json(['ack', 'ok-to-pay', '--ids', String(id), '--refused', 'CLOSED', '--wait'])
    sandbox.control.delete('invoices', id)

    const marking = ['--reason', 'entered by hand', '--mark-exported', '--wait']
    const dismissed = await json(['dismiss', 'ok-to-pay', '--run', run, ...marking])

    const { failures } = await json(['failures', 'ok-to-pay', '--ids', String(id)])
    expect(dismissed).toMatchObject({ status: 3, marked: 0 })
    expect(failures).toMatchObject([{ state: 'open', stage: 'mark', class: 'gone' }])
  })
})
