import type { ConnectionSummary, Deployment, Destination, Environment, Process } from '@coupa-connector/protocol'
import { UsageError } from '../../command/usage-error.ts'
import { listAll, unknownName } from '../hub/find-by-name.ts'
import type { OpenHub } from '../hub-session/open-hub.ts'

/** Finds a process by its name or its id. Throws a `UsageError` with the nearest names. */
export async function findProcess(hub: OpenHub, given: string): Promise<Process> {
  const { client, account } = hub
  if (given.length <= longestName) {
    const query = { name: given, limit: 1 }
    const { items } = (await client.call('processes.list', { params: { account: account.id }, query })).body
    if (items[0]) return items[0]
  }
  const names: string[] = []
  for await (const process of listProcesses(hub)) {
    if (process.id === given) return process
    names.push(process.name)
  }
  throw unknownName('process', given, names, 'Store one with "coupa-connector processes apply FILE".')
}

const longestName = 63

/** The processes of the account, by name. */
export function listProcesses({ client, account }: OpenHub): AsyncGenerator<Process> {
  return listAll(async (query) => {
    return (await client.call('processes.list', { params: { account: account.id }, query })).body
  })
}

/** The deployment that a person means: in the environment that they named, or the only one. Throws a `UsageError`. */
export function findDeployment({ name, deployments }: Process, environment: string | undefined): Deployment {
  const found = deployments.filter(
    (deployment) =>
      environment === undefined || [deployment.environment.name, deployment.environment.id].includes(environment),
  )
  const [only, second] = found
  if (only && !second) return only
  const places = deployments.map((deployment) => deployment.environment.name)
  if (places.length === 0) {
    throw new UsageError(`The process ${name} is not deployed.`, {
      suggestion: `Deploy it first: coupa-connector processes deploy ${name} --environment ${environment ?? 'test'}`,
    })
  }
  throw new UsageError(
    environment === undefined
      ? `The process ${name} is deployed in several environments.`
      : `The process ${name} is not deployed in an environment "${environment}".`,
    { suggestion: `Name one with --environment: ${places.join(', ')}.` },
  )
}

/** Finds an environment by its name or its id. Throws a `UsageError` with the nearest names. */
export async function findEnvironment(hub: OpenHub, given: string | undefined): Promise<Environment> {
  const environments = await listEnvironments(hub)
  const names = environments.map(({ name }) => name)
  if (given === undefined) {
    throw new UsageError('--environment is missing.', { suggestion: `Name one of: ${names.join(', ')}.` })
  }
  const found = environments.find(({ id, name }) => id === given || name === given)
  if (found) return found
  throw unknownName('environment', given, names, 'Create one with "coupa-connector processes environments create".')
}

/** The environments of the account, by name. */
export async function listEnvironments({ client, account }: OpenHub): Promise<readonly Environment[]> {
  return (await client.call('environments.list', { params: { account: account.id } })).body.items
}

/** Finds a destination by its name or its id. Throws a `UsageError` with the nearest names. */
export async function findDestination(hub: OpenHub, given: string): Promise<Destination> {
  const destinations = await listDestinations(hub)
  const found = destinations.find(({ id, name }) => id === given || name === given)
  if (found) return found
  const names = destinations.map(({ name }) => name)
  throw unknownName('destination', given, names, creatingDestination)
}

/** The destinations of the account, by name. */
export async function listDestinations({ client, account }: OpenHub): Promise<readonly Destination[]> {
  return (await client.call('destinations.list', { params: { account: account.id } })).body.items
}

/** The only destination of the account. Throws a `UsageError` if there is none, or several. */
export async function onlyDestination(hub: OpenHub): Promise<Destination> {
  return onlyOf('destination', await listDestinations(hub), creatingDestination)
}

/** The only connection of the account. Throws a `UsageError` if there is none, or several. */
export async function onlyConnection({ client, account }: OpenHub): Promise<ConnectionSummary> {
  const query = { limit: 20 }
  const { items } = (await client.call('connections.list', { params: { account: account.id }, query })).body
  return onlyOf('connection', items, 'Create one with "coupa-connector hub connections create".')
}

const creatingDestination = 'Create one with "coupa-connector processes destinations create".'

function onlyOf<Item extends { readonly name: string }>(
  what: 'destination' | 'connection',
  [first, ...others]: readonly Item[],
  creating: string,
): Item {
  if (first === undefined) throw new UsageError(`The account has no ${what}.`, { suggestion: creating })
  if (others.length === 0) return first
  const names = [first, ...others].map(({ name }) => `"${name}"`).join(', ')
  throw new UsageError(`The account has several ${what}s.`, { suggestion: `Name one with --${what}: ${names}.` })
}
