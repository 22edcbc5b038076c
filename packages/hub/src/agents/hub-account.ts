import { type Account, type ConnectionLine, type ProcessLine, type RunLine, ToolProblem } from '@coupa-connector/mcp'
import type { Client, ConnectionSummary, Deployment, Process, Run } from '@coupa-connector/protocol'

/** Most lines of a list that an agent is shown; `search` narrows it. */
const shownLines = 25
const shownRuns = 8
const shownFailures = 15

/** An account of this hub, as whoever the agent works for may see it. */
export function hubAccount(client: Client, account: string): Account {
  const params = { account }
  const processNamed = async (name: string, signal: AbortSignal): Promise<Process> => {
    const { items } = (await client.call('processes.list', { params, query: { name }, signal })).body
    const [found] = items
    if (found) return found
    throw new ToolProblem(
      'NOT_FOUND',
      `No process is called ${JSON.stringify(name)}.`,
      'List them with look_at_processes.',
    )
  }
  return {
    connections: async (search, signal) => {
      const query = { limit: shownLines, ...(search === undefined ? {} : { search }) }
      return (await client.call('connections.list', { params, query, signal })).body.items.map(connectionLine)
    },
    processes: async (search, signal) => {
      const query = { limit: shownLines, ...(search === undefined ? {} : { search }) }
      return (await client.call('processes.list', { params, query, signal })).body.items.map(processLine)
    },
    runs: async (name, signal) => {
      const process = name === undefined ? {} : { process: (await processNamed(name, signal)).id }
      const query = { limit: shownRuns, ...process }
      return (await client.call('runs.list', { params, query, signal })).body.items.map(runLine)
    },
    failures: async (name, signal) => {
      const query = { process: (await processNamed(name, signal)).id }
      const { items } = (await client.call('failureGroups.list', { params, query, signal })).body
      return items.slice(0, shownFailures).map(({ deployment, group: _, isSame: _same, ...rest }) => ({
        environment: deployment.environment.name,
        ...rest,
      }))
    },
  }
}

/** The connection that an agent names. Throws a `ToolProblem` that names those that there are. */
export async function connectionNamed(
  client: Client,
  account: string,
  name: string | undefined,
  signal: AbortSignal,
): Promise<ConnectionSummary> {
  const query = { limit: 200, ...(name === undefined ? {} : { search: name }) }
  const { items } = (await client.call('connections.list', { params: { account }, query, signal })).body
  const found = items.find((item) => item.id === name || item.name === name)
  if (found) return found
  const names = items.slice(0, 5).map((item) => item.name)
  throw new ToolProblem(
    'NO_CONNECTION',
    `No connection of the account is called ${JSON.stringify(name)}.`,
    names.length > 0 ? `Did you mean ${names.join(', ')}?` : 'Take a name from list_connections.',
  )
}

function connectionLine({ name, organization, state }: ConnectionSummary): ConnectionLine {
  return { name, organization, state }
}

function processLine({ name, title, direction, resource, deployments }: Process): ProcessLine {
  return { name, title: title ?? name, ...{ direction, resource }, deployments: deployments.map(deploymentLine) }
}

function deploymentLine({ environment, version, nextAt, paused, openFailures, lastRun }: Deployment): object {
  return {
    environment: environment.name,
    version,
    nextAt,
    ...(paused ? { paused: paused.reason } : {}),
    openFailures,
    lastRun: lastRun && { outcome: lastRun.outcome ?? lastRun.state, reason: lastRun.reason, endedAt: lastRun.endedAt },
  }
}

function runLine({
  id,
  process,
  environment,
  kind,
  state,
  outcome,
  reason,
  counters,
  createdAt,
  endedAt,
}: Run): RunLine {
  return { id, process: process.name, environment, kind, state, outcome, reason, counters, createdAt, endedAt }
}
