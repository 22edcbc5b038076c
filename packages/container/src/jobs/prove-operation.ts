import type { Connection } from '@coupa-connector/connector'
import type { Operation } from '@coupa-connector/protocol'
import { holds } from './expected-record.ts'
import { readQueryInput } from './query-input.ts'

type Change = Extract<Operation, { action: 'create' | 'update' | 'act' }>

/** What Coupa shows of a change whose answer nobody has. */
export interface Proof {
  readonly outcome: 'done' | 'not done' | 'unknown'
  readonly message: string
}

/**
 * Looks in Coupa whether a change was made whose program died while it was under way. It sends nothing but reads. Where the
 * record does not tell, the outcome is unknown; so it is for actions, which leave nothing that is theirs alone.
 */
export async function proveOperation(connection: Connection, change: Change, signal: AbortSignal): Promise<Proof> {
  const { resource: name } = change
  const resource = connection.resource(name)
  switch (change.action) {
    case 'create': {
      const { unlessFound, record } = change
      if (unlessFound === undefined) return unknown(`${name} has no natural key here to look for the record by`)
      const query = { ...readQueryInput({ where: [...unlessFound] }, resource.description), limit: 2, signal }
      const [found, second] = await resource.query(query).toArray()
      if (found === undefined) return notDone(`${name} has no record with ${unlessFound.join(' and ')}`)
      if (second !== undefined || !holds(found, record)) return unknown(`${name} ${found.id} has other values`)
      return { outcome: 'done', message: `${name} ${found.id} is there, with the values that were sent.` }
    }
    case 'update': {
      const { id, record, expected = {} } = change
      const current = await resource.get(id, { signal })
      if (holds(current, record)) return { outcome: 'done', message: `${name} ${id} has the values that were sent.` }
      // Each arrival of such an item makes a record of its own.
      if (addsItems(record)) return unknown(`${name} ${id} does not tell whether an item was added`)
      if (holds(current, expected)) return notDone(`${name} ${id} has what it had before`)
      return unknown(`${name} ${id} has neither the old values nor the new`)
    }
    case 'act':
      return unknown(`Nothing in Coupa tells for certain whether ${change.name} was called on ${name} ${change.id}`)
  }
}

function notDone(what: string): Proof {
  return { outcome: 'not done', message: `${what}: the request did not arrive.` }
}

function unknown(what: string): Proof {
  return { outcome: 'unknown', message: `${what}. Look in Coupa before it is proposed anew.` }
}

/** Whether a list has items without an id, which Coupa adds instead of changing them. */
function addsItems(value: unknown): boolean {
  if (Array.isArray(value)) return value.some((item) => Object(item).id === undefined || addsItems(item))
  return typeof value === 'object' && value !== null && Object.values(value).some(addsItems)
}
