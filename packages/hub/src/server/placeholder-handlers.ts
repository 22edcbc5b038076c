import { routeIds } from '@coupa-connector/protocol'
import type { HubLog } from '../hub-context.ts'
import { notFound } from '../problem.ts'
import type { Handlers } from './handler.ts'

/** Answers routes whose part of the hub is not there with 404, and lists them in the log. */
export function withPlaceholders(handlers: Partial<Handlers>, log: HubLog): Handlers {
  const missing = routeIds.filter((id) => handlers[id] === undefined)
  if (missing.length > 0) log.warn({ missing }, 'routes without a handler')
  const absent = async (): Promise<never> => {
    throw notFound('address')
  }
  return { ...Object.fromEntries(missing.map((id) => [id, absent])), ...handlers } as Handlers
}
