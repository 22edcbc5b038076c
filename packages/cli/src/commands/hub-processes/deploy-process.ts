import { compareProcesses, parseProcess } from '@coupa-connector/process'
import type { BodyInputOf, Deployment, Environment, Process, Routes } from '@coupa-connector/protocol'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { print, printJson } from '../../terminal/print.ts'
import { printable } from '../../terminal/printable.ts'
import { findConnection, findContainer, onlyContainer } from '../hub/find-by-name.ts'
import { type OpenHub, openHub } from '../hub-session/open-hub.ts'
import { deploymentText } from './deployment-text.ts'
import { readPlainSettings, readUnset } from './destination-settings.ts'
import { readVersion, versionNumber } from './diff-versions.ts'
import { findDestination, findEnvironment, findProcess, onlyConnection, onlyDestination } from './find-process.ts'
import { inOptions } from './in-options.ts'
import { readMaintenance, typedMaintenance } from './maintenance-options.ts'
import { readSchedules } from './schedule-options.ts'

type Content = BodyInputOf<Routes['process.deploy']>

/** Options of a deployment that are words of a list. */
const overlaps = ['queue-one', 'skip', 'cancel-running'] as const
const catchUps = ['one', 'all', 'none'] as const

/** Deploys a version of a process in an environment. What is deployed there already keeps what is not named. */
export async function deployProcess(input: CommandInput, context: Context): Promise<number> {
  const schedules = readSchedules(input)
  const maintenance = readMaintenance(input)
  const policies = { ...readPolicies(input), ...(maintenance && { maintenance: [...maintenance] }) }
  await using hub = await openHub(context)
  const process = await findProcess(hub, input.required('name'))
  const environment = await findEnvironment(hub, input.text('environment'))
  const before = process.deployments.find((deployment) => deployment.environment.id === environment.id)
  const version = versionOf(process, before, input)
  const content = { ...contentOf(before), ...policies, ...(schedules && { schedules: [...schedules.schedules] }) }
  const confirmMixing = input.text('confirm-mixing')
  const { body } = await inOptions(
    async () =>
      hub.client.call('process.deploy', {
        params: { account: hub.account.id, process: process.id, environment: environment.id },
        body: {
          ...content,
          ...(await readEnds(hub, input, before)),
          version,
          ...(confirmMixing === undefined ? {} : { confirmMixing }),
        },
        signal: context.signal,
      }),
    { schedules: schedules?.typed, maintenance: typedMaintenance(maintenance) },
  )
  if (input.flag('json')) await printJson(context.stdout, body)
  else {
    const text = `${process.name} version ${body.version} is deployed in ${environment.name}.\n${deploymentText(body)}`
    await print(context.stdout, printable(text))
    await tellNewest(process, environment, body, context)
  }
  if (before !== undefined)
    await tellBackFill(hub, process, { from: before.version, to: body.version, environment }, context)
  return 0
}

/**
 * The version that is named; or for the first deployment, and where nothing else is named, the newest; or else the one that is
 * deployed.
 */
function versionOf({ name, latestVersion }: Process, before: Deployment | undefined, input: CommandInput): number {
  const given = input.text('version')
  if (given !== undefined && given !== 'newest') {
    const version = versionNumber('--version', given)
    if (version <= latestVersion) return version
    throw new UsageError(`The process ${name} has no version ${version}.`, {
      suggestion: `Its newest version is ${latestVersion}.`,
    })
  }
  if (given === 'newest' || before === undefined) return latestVersion
  const isChanged = changingOptions.some((option) => input.text(option) !== undefined || input.list(option).length > 0)
  const isTakenAway = input.flag('no-schedule') || input.flag('no-maintenance')
  return isChanged || isTakenAway ? before.version : latestVersion
}

const changingOptions = [
  ...['connection', 'destination', 'end', 'container', 'set', 'unset', 'cron', 'every', 'after', 'overlap', 'catch-up'],
  ...['catch-up-hours', 'jitter-seconds', 'pause-after', 'maintenance'],
]

type Policies = Pick<Content, 'overlap' | 'catchUp' | 'catchUpHours' | 'jitterSeconds' | 'pauseAfterFailures'>

function readPolicies(input: CommandInput): Policies {
  const policies = {
    overlap: overlaps.find((overlap) => overlap === input.text('overlap')),
    catchUp: catchUps.find((catchUp) => catchUp === input.text('catch-up')),
    catchUpHours: input.integer('catch-up-hours', { minimum: 0, maximum: 720 }),
    jitterSeconds: input.integer('jitter-seconds', { minimum: 0, maximum: 3600 }),
    pauseAfterFailures:
      input.text('pause-after') === 'never' ? null : input.integer('pause-after', { minimum: 1, maximum: 100 }),
  }
  return Object.fromEntries(Object.entries(policies).filter(([, value]) => value !== undefined))
}

function contentOf(before: Deployment | undefined): Partial<Content> {
  if (before === undefined) return {}
  const { overlap, catchUp, catchUpHours, jitterSeconds, pauseAfterFailures, maintenance, schedules } = before
  return {
    ...{ overlap, catchUp, catchUpHours, jitterSeconds, pauseAfterFailures },
    maintenance: maintenance.map(({ words: _, ...window }) => window),
    schedules: schedules.map(({ schedule }) => schedule),
  }
}

/** Both ends and the container by their names. Throws a `UsageError` for a name that is not there. */
async function readEnds(
  hub: OpenHub,
  input: CommandInput,
  before: Deployment | undefined,
): Promise<Pick<Content, 'connection' | 'destination' | 'ends' | 'container' | 'settings'>> {
  const [connection, destination, container] = [
    input.text('connection'),
    input.text('destination'),
    input.text('container'),
  ]
  const target =
    destination === undefined
      ? (before?.destination ?? (await onlyDestination(hub)))
      : await findDestination(hub, destination)
  // Settings are of a destination: another one has its own.
  const isOther = before !== undefined && target.id !== before.destination.id
  const removed = readUnset(input)
  const kept = Object.entries(isOther ? {} : (before?.settings ?? {})).filter(([name]) => !removed.includes(name))
  return {
    connection:
      connection === undefined
        ? (before?.connection.id ?? (await onlyConnection(hub)).id)
        : (await findConnection(hub, connection)).id,
    destination: target.id,
    ...(await readFurtherEnds(hub, input, before)),
    container:
      container === undefined
        ? (before?.container.id ?? (await onlyContainer(hub)).id)
        : (await findContainer(hub, container)).id,
    settings: { ...Object.fromEntries(kept), ...readPlainSettings(target.kind ?? '', input) },
  }
}

/** Destinations for further values; those that are deployed stay. */
async function readFurtherEnds(
  hub: OpenHub,
  input: CommandInput,
  before: Deployment | undefined,
): Promise<Pick<Content, 'ends'>> {
  const given = input.list('end')
  if (given.length === 0) return {}
  const ends = Object.fromEntries(Object.entries(before?.ends ?? {}).map(([value, { id }]) => [value, id]))
  for (const pair of given) {
    const [, value = '', name = ''] = /^([^=]+)=(.+)$/.exec(pair) ?? []
    if (name === '') {
      throw new UsageError(`--end cannot be "${pair}".`, {
        suggestion: 'Write the value of the definition and the destination: --end answers="Answers of the ERP".',
      })
    }
    ends[value] = (await findDestination(hub, name)).id
  }
  return { ends }
}

/** Says what was delivered before and does not have a change, and the command that mends it. */
async function tellBackFill(
  hub: OpenHub,
  process: Process,
  { from, to, environment }: { readonly from: number; readonly to: number; readonly environment: Environment },
  { stderr }: Context,
): Promise<void> {
  if (from === to) return
  const [former, current] = await Promise.all([readVersion(hub, process, from), readVersion(hub, process, to)])
  const { kind, changes } = compareProcesses(parseProcess(former.definition), parseProcess(current.definition))
  if (kind !== 'needs-back-fill') return
  const paths = changes.filter((change) => change.kind === kind).map(({ path }) => path)
  const command = `coupa-connector processes backfill ${process.name} --environment ${environment.name} --from 2000-01-01 --again`
  await print(
    stderr,
    printable(
      `note: what was delivered before does not have the change of ${paths.join(', ')}. To deliver it again: ${command}\n`,
    ),
  )
}

async function tellNewest(
  { name, latestVersion }: Process,
  environment: Environment,
  { version }: Deployment,
  { stderr }: Context,
): Promise<void> {
  if (version === latestVersion) return
  const command = `coupa-connector processes deploy ${name} --environment ${environment.name} --version newest`
  await print(stderr, `note: version ${latestVersion} is the newest. To deploy it: ${command}\n`)
}
