import { createDefinition } from '@coupa-connector/process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ProcessWorld, startProcessWorld } from '../../testing/process-world.ts'

let own: ProcessWorld
let process: string

beforeAll(async () => {
  own = await startProcessWorld()
  const made = createDefinition({
    ...{ template: 'E01', destination: 'files', acknowledge: 'after-answer', name: 'with-answers' },
  })
  const plain = createDefinition({ template: 'E01', destination: 'files', name: 'with-answers' })
  const values = { ...made.values, answers: { kind: 'sftp' } }
  process = await apply(plain)
  await apply({ ...made, values, acknowledge: { mode: 'after-answer', answers: {} } })
})
afterAll(() => own[Symbol.asyncDispose]())

const call: ProcessWorld['world']['owner']['client']['call'] = (id, ...input) =>
  own.world.owner.client.call(id, ...input)
const params = () => ({ account: own.account })

async function apply(definition: unknown): Promise<string> {
  const body = { definition: definition as never }
  return (await call('processes.apply', { params: params(), body })).body.process ?? ''
}

async function end(name: string, kind: string, settings: Readonly<Record<string, string>>): Promise<string> {
  const secret = { field: 'password', value: 'of the answers', destinationKind: 'sftp' }
  const secrets: Record<string, string> = {}
  if (kind === 'sftp') secrets.password = (await call('secrets.create', { params: params(), body: secret })).body.handle
  return (await call('destinations.create', { params: params(), body: { name, kind, settings, secrets } })).body.id
}

async function deploy(version: number, ends?: Readonly<Record<string, string>>) {
  const place = { ...params(), process, environment: own.environment }
  const body = { version, ...own.parts, ...(ends === undefined ? {} : { ends: { ...ends } }) }
  return (await call('process.deploy', { params: place, body })).body
}

const server = { host: 'sftp.example.com', user: 'erp', file: '/out/answers.csv', stillSeconds: '0' }

describe('the further ends of a deployment', () => {
  it('are needed, belong to the process, and are of its kind', async () => {
    const folder = await end('A folder', 'files', { folder: '/answers' })
    const toDeliver = await end('For deliveries', 'sftp', {
      host: 'sftp.example.com',
      user: 'erp',
      folder: '/in',
      temporaryFolder: '/tmp',
    })
    const refused = { code: 'SETTINGS_INVALID', problem: { fields: [{ field: 'body.ends.answers' }] } }

    await expect(deploy(2)).rejects.toMatchObject(refused)
    await expect(deploy(2, { answers: folder })).rejects.toMatchObject(refused)
    await expect(deploy(2, { answer: toDeliver })).rejects.toMatchObject({
      problem: { fields: [{ field: 'body.ends.answer' }] },
    })
    expect((await deploy(2, { answers: toDeliver })).ends).toMatchObject({ answers: { name: 'For deliveries' } })
  })

  it('stay where a deployment names none, and reach the node with their secrets opened', async () => {
    const answers = await end('Answers of the ERP', 'sftp', server)
    const { id } = await deploy(2, { answers })

    const { ends } = await deploy(2)
    await own.world.test.database.db.updateTable('account').set({ draft_use: 'allowed' }).execute()
    await own.startRun(id)
    const [envelope] = await own.claim(own.nodes[0])

    expect(ends).toEqual({ answers: { id: answers, name: 'Answers of the ERP', kind: 'sftp' } })
    expect(envelope?.ends).toEqual({ answers: { kind: 'sftp', settings: { ...server, password: 'of the answers' } } })
  })

  it('keep their destination from being deleted', async () => {
    const answers = await end('In use', 'sftp', server)
    await deploy(2, { answers })

    const deleted = call('destination.delete', { params: { ...params(), destination: answers } })

    await expect(deleted).rejects.toMatchObject({ code: 'IN_USE' })
  })

  it('are missed by a version that somebody rolls back to', async () => {
    const answers = await end('Left behind', 'sftp', server)
    await deploy(2, { answers })
    const { id } = await deploy(1)

    const rolledBack = call('deployment.rollback', { params: { ...params(), deployment: id } })

    await expect(rolledBack).rejects.toMatchObject({ code: 'NOT_READY' })
  })

  it('are told by the check of a definition', async () => {
    const definition = (await call('process.version', { params: { ...params(), process, number: 2 } })).body.definition
    const { ends } = (await call('definitions.check', { body: { definition: definition as never } })).body

    expect(ends).toEqual([{ value: 'answers', kind: 'sftp', use: 'load' }])
  })
})
