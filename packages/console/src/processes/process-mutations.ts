import type { BodyInputOf, Deployment, ResponseOf, Routes, Run } from '@coupa-connector/protocol'
import { client } from '../api/client.ts'
import { randomId } from '../api/random-id.ts'

export async function startRun(
  account: string,
  deployment: string,
  body: BodyInputOf<Routes['runs.start']> = {},
): Promise<Run> {
  const options = { params: { account, deployment }, body, idempotencyKey: randomId() }
  return (await client.call('runs.start', options)).body
}

export async function pauseDeployment(account: string, deployment: string, reason: string): Promise<Deployment> {
  return (await client.call('deployment.pause', { params: { account, deployment }, body: { reason } })).body
}

export async function resumeDeployment(account: string, deployment: string): Promise<Deployment> {
  return (await client.call('deployment.resume', { params: { account, deployment } })).body
}

export async function rollBackDeployment(account: string, deployment: string): Promise<Deployment> {
  return (await client.call('deployment.rollback', { params: { account, deployment } })).body
}

export async function deployProcess(
  params: { readonly account: string; readonly process: string; readonly environment: string },
  body: BodyInputOf<Routes['process.deploy']>,
): Promise<Deployment> {
  return (await client.call('process.deploy', { params, body })).body
}

/** Stores a definition as the next version of the process that it names. */
export async function applyDefinition(
  account: string,
  definition: BodyInputOf<Routes['processes.apply']>['definition'],
  note: string,
): Promise<ResponseOf<Routes['processes.apply']>> {
  return (await client.call('processes.apply', { params: { account }, body: { definition, note } })).body
}

/** Says that the caller finds a version fit for production. */
export async function approveVersion(account: string, process: string, number: number): Promise<void> {
  await client.call('process.approve', { params: { account, process, number } })
}
