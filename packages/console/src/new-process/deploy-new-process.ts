import type { Deployment } from '@coupa-connector/protocol'
import { client, ProblemError } from '../api/client.ts'
import type { Definition } from '../definition-editor/json.ts'
import { deployProcess } from '../processes/process-mutations.ts'
import type { Schedule } from '../schedules/schedule-draft.ts'

/** Everything that a new process needs to be deployed. */
export interface NewProcessToDeploy {
  readonly definition: Definition
  readonly environment: string
  readonly container: string
  readonly connection: string
  readonly destination: string
  /** Destinations of further ends, by the names of their values. */
  readonly ends: Readonly<Record<string, string>>
  readonly schedule: Schedule | undefined
  /** Name of the connection, repeated for one that is meant for other environments. */
  readonly confirmMixing?: string | undefined
}

/** Stores the definition as a new process and deploys it. Throws where a process of its name exists. */
export async function deployNewProcess(
  account: string,
  { definition, environment, schedule, confirmMixing, ends, ...parts }: NewProcessToDeploy,
): Promise<Deployment> {
  const params = { account }
  const planned = (await client.call('processes.apply', { params, body: { definition, isPlan: true } })).body
  if (planned.change === 'new-version' || (await isDeployed(account, planned.process))) {
    throw new Error(`A process called ${planned.name} exists. Choose another name under Connection.`)
  }
  const applied = (
    await client.call('processes.apply', { params, body: { definition, note: 'Created in the console' } })
  ).body
  if (applied.process === null) throw new TypeError('The process was stored and is not there')
  return await deployProcess(
    { account, process: applied.process, environment },
    {
      version: applied.version,
      ...parts,
      ends: { ...ends },
      schedules: schedule === undefined ? [] : [{ ...schedule }],
      ...(confirmMixing === undefined ? {} : { confirmMixing }),
    },
  )
}

/** Whether a process runs somewhere. One that does not is what a deployment that was refused has left, and is taken up. */
async function isDeployed(account: string, process: string | null): Promise<boolean> {
  if (process === null) return false
  return (await client.call('process.get', { params: { account, process } })).body.deployments.length > 0
}

/** Whether the hub wants the name of the connection repeated, because its label says another kind of environment. */
export function wantsConfirmation(error: unknown): boolean {
  return error instanceof ProblemError && error.code === 'CONFIRMATION_NEEDED'
}
