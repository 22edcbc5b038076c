import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BodyInputOf, Deployment, Routes, Run } from '@coupa-connector/protocol'
import { createDefinition } from '../../../process/src/index.ts'
import type { ConsoleWorld } from './console-world.ts'

type Definition = BodyInputOf<Routes['processes.apply']>['definition']

/** Processes of an account over one connection, which write into folders of their own. */
export interface ProcessKit extends AsyncDisposable {
  /** A folder and the destination that leads there. */
  readonly destination: { readonly id: string; readonly name: string }
  /** A definition that reads suppliers; `change` makes it another one. */
  define(name: string, change?: (draft: Draft) => void): Definition
  /** Stores a definition, or the next version of it; returns the id of the process. */
  apply(definition: Definition, note?: string): Promise<string>
  deploy(process: string, environment: string, content?: Partial<Content>): Promise<Deployment>
  /** Starts a run and waits until it is over. */
  run(deployment: string, body?: BodyInputOf<Routes['runs.start']>): Promise<Run>
}

type Content = BodyInputOf<Routes['process.deploy']>
export type Draft = Record<string, Record<string, unknown>>

/** With a connection of its own unless one is given. */
export async function createProcessKit(world: ConsoleWorld, given?: { readonly id: string }): Promise<ProcessKit> {
  const { client } = world.owner
  const params = { account: world.account }
  const folder = await mkdtemp(join(tmpdir(), 'coupa-processes-'))
  const [containers, connection, environments, destination] = await Promise.all([
    world.online(),
    given ?? world.createConnection({ name: 'Sandbox' }),
    client.call('environments.list', { params }),
    client.call('destinations.create', { params, body: { name: 'ERP inbox', kind: 'files', settings: { folder } } }),
  ])
  return {
    destination: destination.body,
    define: (name, change = () => {}) => {
      const draft = createDefinition({
        template: 'E20',
        resource: 'suppliers',
        destination: 'files',
        format: 'csv',
        shape: 'flat',
        name,
      }) as unknown as Draft
      change(draft)
      return draft as Definition
    },
    apply: async (definition, note = '') =>
      (await client.call('processes.apply', { params, body: { definition, note } })).body.process ?? '',
    deploy: async (process, name, content = {}) => {
      const environment = environments.body.items.find((one) => one.name === name)?.id ?? ''
      const ends = { container: containers[0]?.id ?? '', connection: connection.id, destination: destination.body.id }
      const body = { version: 1, ...ends, ...content }
      return (await client.call('process.deploy', { params: { ...params, process, environment }, body })).body
    },
    run: async (deployment, body = {}) => {
      const idempotencyKey = crypto.randomUUID()
      const started = await client.call('runs.start', { params: { ...params, deployment }, body, idempotencyKey })
      for (;;) {
        const run = { ...params, run: started.body.id }
        const found = (await client.call('run.get', { params: run, query: { waitMs: 25_000 } })).body
        if (found.state === 'ended' || found.state === 'skipped') return found
      }
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}
