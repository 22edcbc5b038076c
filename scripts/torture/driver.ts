import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { ProblemError } from '@coupa-connector/protocol'
import type { Installation } from './installation.ts'
import type { Random } from './random.ts'

/** A connection as far as the hub has acknowledged it. */
export interface KnownConnection {
  readonly id: string
  readonly name: string
  revision: number
  etag: string | undefined
  /** What the description may be: the acknowledged one, and those of changes whose answer was lost. */
  descriptions: Set<string>
  isBusy: boolean
}

/** All that was acknowledged, and what must never have happened. */
export interface Memory {
  readonly connections: KnownConnection[]
  /** Jobs by id; creates with the marker that their record carries. */
  readonly jobs: Map<string, { readonly marker: string | undefined }>
  readonly complaints: string[]
  /** Requests that the hub has not answered yet. */
  waiting: number
}

export interface Driver {
  readonly memory: Memory
  /** Keeps starting things until the signal aborts; what is not answered then goes on by itself. */
  drive(signal: AbortSignal): Promise<void>
  /** Resolves when everything that was asked has its answer. */
  settled(): Promise<void>
  /** No request is repeated any more. */
  stop(): void
}

/** What the connection to the sandbox organization begins with. */
interface Settings {
  readonly fields: Record<string, string>
  readonly secret: string
}

const mostWaiting = 12

/** Makes a driver, with a first connection that has passed a test. */
export async function createDriver(installation: Installation, random: Random): Promise<Driver> {
  const { client, account, containers, sandbox } = installation
  const params = { account }
  const settings = settingsOf(sandbox)
  const supplier = sandbox.control.ids('suppliers')[0] ?? 1
  const memory: Memory = { connections: [], jobs: new Map(), complaints: [], waiting: 0 }
  const underWay = new Set<Promise<void>>()
  const stopped = new AbortController()
  const first = await addConnection('first')
  const { body: test } = await client.call('tests.start', {
    params,
    body: { connection: first.id, container: await untilOnline() },
  })
  const { body: tested } = await client.call('job.get', {
    params: { account, job: test.id },
    query: { waitMs: 20_000 },
  })
  if (tested.outcome !== 'OK') throw new Error(`the first test ended with ${tested.outcome ?? tested.state}`)
  memory.jobs.set(test.id, { marker: undefined })

  async function untilOnline(): Promise<string> {
    for (;;) {
      const { body } = await client.call('containers.list', { params })
      const isReady = body.items.length === containers.length && body.items.every(({ status }) => status === 'online')
      const [container] = containers
      if (isReady && container !== undefined) return container
      await sleep(100)
    }
  }

  async function addConnection(name: string): Promise<KnownConnection> {
    const handle = await setSecret()
    const key = randomUUID()
    const { body, etag } = await repeat(`creating connection ${name}`, () =>
      client.call('connections.create', {
        params,
        body: { name, description: name, fields: settings.fields, secrets: { clientSecret: handle } },
        idempotencyKey: key,
      }),
    )
    const connection = {
      id: body.id,
      name,
      revision: body.revision,
      etag,
      descriptions: new Set([name]),
      isBusy: false,
    }
    memory.connections.push(connection)
    return connection
  }

  async function setSecret(): Promise<string> {
    const { body } = await repeat('setting a secret', () =>
      client.call('secrets.create', { params, body: { field: 'clientSecret', value: settings.secret } }),
    )
    return body.handle
  }

  /** Changes a connection once; a change whose answer is lost may have happened or not. */
  async function changeConnection(connection: KnownConnection): Promise<void> {
    connection.isBusy = true
    const description = randomUUID()
    const secrets: Record<string, string> = random.next() < 0.3 ? { clientSecret: await setSecret() } : {}
    try {
      const { body, etag } = await client.call('connection.update', {
        params: { account, connection: connection.id },
        body: { description, secrets },
        ...(connection.etag === undefined ? {} : { ifMatch: connection.etag }),
      })
      Object.assign(connection, { revision: body.revision, etag, descriptions: new Set([description]) })
    } catch (error) {
      connection.descriptions.add(description)
      if (!mayPass(error)) note(`changing connection ${connection.name}`, error)
      await reload(connection)
    } finally {
      connection.isBusy = false
    }
  }

  async function reload(connection: KnownConnection): Promise<void> {
    const { etag } = await repeat('reading a connection', () =>
      client.call('connection.get', { params: { account, connection: connection.id } }),
    )
    connection.etag = etag
  }

  async function startTest(): Promise<void> {
    const connection = random.pick(memory.connections)
    const container = random.pick(containers)
    const idempotencyKey = randomUUID()
    const { body } = await repeat('starting a test', () =>
      client.call('tests.start', { params, body: { connection: connection.id, container }, idempotencyKey }),
    )
    remember(body.id, undefined)
  }

  async function startOperation(action: 'get' | 'query' | 'create'): Promise<void> {
    const marker = `torture-${randomUUID()}`
    const container = random.pick(containers)
    const resource = 'suppliers'
    const operation = {
      get: { action: 'get', resource, id: supplier },
      query: { action: 'query', resource, limit: 3 },
      create: { action: 'create', resource, record: { name: marker } },
    } as const
    const { body } = await repeat(`starting ${action}`, () =>
      client.call('operations.start', {
        params: { account, connection: first.id },
        body: { container, operation: operation[action] },
        idempotencyKey: marker,
      }),
    )
    remember(body.id, action === 'create' ? marker : undefined)
  }

  function remember(job: string, marker: string | undefined): void {
    if (memory.jobs.has(job)) memory.complaints.push(`job ${job} was the answer to two requests`)
    memory.jobs.set(job, { marker })
  }

  /** Repeats until the hub answers, as a careful caller does, with the same key. */
  async function repeat<Answer>(what: string, call: () => Promise<Answer>): Promise<Answer> {
    for (;;) {
      try {
        return await call()
      } catch (error) {
        if (!mayPass(error)) {
          note(what, error)
          throw error
        }
        await sleep(200, undefined, { signal: stopped.signal })
      }
    }
  }

  function note(what: string, error: unknown): void {
    const reason = error instanceof ProblemError ? `${error.code}: ${error.message}` : String(error)
    memory.complaints.push(`${what}: ${reason}`)
  }

  function actOnce(): Promise<void> {
    const choice = random.next()
    const free = memory.connections.filter(({ isBusy }) => !isBusy).slice(1)
    if (choice < 0.1) return addConnection(randomUUID()).then(() => {})
    if (choice < 0.25 && free.length > 0) return changeConnection(random.pick(free))
    if (choice < 0.55) return startTest()
    return startOperation(choice < 0.7 ? 'get' : choice < 0.8 ? 'query' : 'create')
  }

  return {
    memory,
    drive: async (signal) => {
      while (!signal.aborted) {
        if (memory.waiting < mostWaiting) {
          memory.waiting++
          const act = actOnce()
            .catch(() => {})
            .finally(() => {
              memory.waiting--
              underWay.delete(act)
            })
          underWay.add(act)
        }
        await sleep(random.between(20, 100), undefined, { signal }).catch(() => {})
      }
    },
    settled: async () => {
      while (underWay.size > 0) await Promise.all(underWay)
    },
    stop: () => stopped.abort(new Error('The driver stops')),
  }
}

/** Whether the same request may be answered later: no answer came, or the hub could not give one now. */
function mayPass(error: unknown): boolean {
  return !(error instanceof ProblemError) || error.status >= 500 || error.status === 429 || error.code === 'NOT_READY'
}

function settingsOf({ url, accessTokenUrl, clientId, clientSecret, scope }: Installation['sandbox']): Settings {
  return { fields: { authenticationType: 'oauth2', url, accessTokenUrl, clientId, scope }, secret: clientSecret }
}
