import type { Process } from '@coupa-connector/protocol'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { momentText } from '../../terminal/moment-text.ts'
import { print, printJson } from '../../terminal/print.ts'
import { printable } from '../../terminal/printable.ts'
import { formatTable } from '../../terminal/table.ts'
import { openHub } from '../hub-session/open-hub.ts'
import { deploymentText, lastRunText } from './deployment-text.ts'
import { readVersion } from './diff-versions.ts'
import { findProcess, listProcesses } from './find-process.ts'

/** Lists the processes of the account, a line for each place where one is deployed. */
export async function listHubProcesses(input: CommandInput, context: Context): Promise<number> {
  await using hub = await openHub(context)
  const processes: Process[] = []
  for await (const process of listProcesses(hub)) processes.push(process)
  if (input.flag('json')) await printJson(context.stdout, { processes })
  else if (processes.length === 0) {
    await print(context.stderr, 'There are no processes. "coupa-connector processes apply FILE" stores one.\n')
  } else {
    const headings = ['Name', 'Newest', 'Environment', 'Version', 'Next run', 'Last run', 'Failures']
    await print(context.stdout, await formatTable(headings, processes.flatMap(rowsOf), context))
  }
  return 0
}

function rowsOf({ name, latestVersion, deployments }: Process): readonly (readonly string[])[] {
  if (deployments.length === 0) return [[name, String(latestVersion), 'not deployed', '', '', '', '']]
  return deployments.map(({ environment, version, schedules, paused, lastRun, openFailures }) => {
    const next = schedules.flatMap(({ nextAt }) => nextAt ?? []).sort()[0]
    return [
      name,
      String(latestVersion),
      environment.name,
      String(version),
      paused === null ? momentText(next ?? null) : 'paused',
      lastRun === null ? '' : lastRunText(lastRun),
      openFailures === 0 ? '' : String(openFailures),
    ]
  })
}

/** How many versions are shown. */
const shownVersions = 10

/** Shows one process: its versions and how it is deployed; or the definition of a version, to be written to a file. */
export async function showProcess(input: CommandInput, context: Context): Promise<number> {
  const number = input.integer('version', { minimum: 1, maximum: 2_147_483_647 })
  await using hub = await openHub(context)
  const process = await findProcess(hub, input.required('name'))
  if (input.flag('definition') || number !== undefined) {
    const { definition } = await readVersion(hub, process, number ?? process.latestVersion)
    await printJson(context.stdout, definition, { indent: 2 })
    return 0
  }
  const params = { account: hub.account.id, process: process.id }
  const { items: versions } = (await hub.client.call('process.versions', { params, query: { limit: shownVersions } }))
    .body
  if (input.flag('json')) {
    await printJson(context.stdout, { ...process, versions: versions.map(({ definition: _, ...version }) => version) })
    return 0
  }
  const rows = versions.map((version) => {
    const places = process.deployments.filter((deployment) => deployment.version === version.number)
    const deployed = places.map(({ environment }) => environment.name).join(', ')
    return [String(version.number), momentText(version.createdAt), version.createdBy, deployed, version.note]
  })
  await print(context.stdout, await formatTable(['Version', 'Created', 'By', 'Deployed in', 'Note'], rows, context))
  if (process.deployments.length === 0) {
    await print(context.stdout, `${process.name} is not deployed.\n`)
  }
  for (const deployment of process.deployments) {
    const { name, classification } = deployment.environment
    const text = `\n${process.name} in ${name} (${classification})\n${deploymentText(deployment)}`
    await print(context.stdout, printable(text))
  }
  return 0
}
