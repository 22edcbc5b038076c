import type { Job, JobEvent } from '@coupa-connector/protocol'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { print, printJson } from '../../terminal/print.ts'
import { createStyle } from '../../terminal/style.ts'
import { formatTable } from '../../terminal/table.ts'
import { type OpenHub, openHub } from '../hub-session/open-hub.ts'
import { exitCodeOfTest } from '../test/exit-code-of-test.ts'
import { createStageLines, formatConclusion, type StageLines } from '../test/format-test.ts'
import { parseProbes } from '../test/parse-probes.ts'
import { findConnection, findContainer } from './find-by-name.ts'
import { chooseContainer, rememberContainer } from './remembered-container.ts'
import { waitForJob, withCancel } from './wait-for-job.ts'

/** Tests a stored connection from a container, or from all of them. */
export async function runHubTest(input: CommandInput, context: Context): Promise<number> {
  const probes = await parseProbes(input.text('probe'))
  await using hub = await openHub(context)
  const connection = await findConnection(hub, input.required('connection'))
  const target = { connection: connection.id, probes }
  const given = input.list('container')
  if (input.flag('all') && given.length > 0) throw new UsageError('--all and --container exclude one another.')
  if (input.flag('all') || given.length > 1) {
    const containers = await Promise.all(given.map(async (name) => (await findContainer(hub, name)).id))
    return await runMatrix(hub, { ...target, ...(given.length > 0 ? { containers } : {}) }, input, context)
  }
  const use = { connection: connection.id, purpose: 'test' } as const
  const container = await chooseContainer(hub, use, given[0], context)
  await rememberContainer(hub, use, container.id, context)
  const { body } = await hub.client.call('tests.start', {
    params: { account: hub.account.id },
    body: { ...target, container: container.id },
    signal: context.signal,
  })
  return await showJob(hub, body, input, context)
}

async function showJob(hub: OpenHub, started: Job, input: CommandInput, context: Context): Promise<number> {
  const { signal } = context
  const isJson = input.flag('json')
  const lines = createStageLines(context)
  const job = await withCancel(hub, started.id, signal, () =>
    waitForJob(hub, started.id, { signal, ...(isJson ? {} : { onEvent: (event) => showStage(event, lines) }) }),
  )
  if (isJson) await printJson(context.stdout, job)
  else if (job.report) await print(context.stdout, formatConclusion(job.report, context))
  return exitCodeOfTest(job.outcome)
}

async function runMatrix(
  hub: OpenHub,
  body: { connection: string; probes: string[]; containers?: string[] },
  input: CommandInput,
  context: Context,
): Promise<number> {
  const { client, account } = hub
  const { signal } = context
  const started = (await client.call('tests.startMatrix', { params: { account: account.id }, body, signal })).body
  for (const { id } of started.jobs) await withCancel(hub, id, signal, () => waitForJob(hub, id, { signal }))
  const params = { account: account.id, matrix: started.matrix }
  const matrix = (await client.call('tests.matrix', { params, signal })).body
  if (input.flag('json')) await printJson(context.stdout, matrix)
  else {
    const rows = matrix.jobs.map(({ container, node, outcome, report }) => [
      container.name,
      node?.name ?? '',
      outcome ?? '',
      report?.message ?? '',
    ])
    const style = createStyle(context, 'stdout')
    await print(context.stdout, await formatTable(['Container', 'Node', 'Outcome', ''], rows, context))
    if (started.leftOut.length > 0) {
      const names = started.leftOut.map(({ name }) => name).join(', ')
      await print(context.stdout, `${style('yellow', '!')} not run, because they cannot run tests now: ${names}\n`)
    }
    for (const { aspect, values } of matrix.differences) {
      const told = values.map(({ container, value }) => `${container}: ${value}`).join(', ')
      await print(context.stdout, `${style('yellow', '!')} ${aspect} differs: ${told}\n`)
    }
  }
  return Math.max(0, ...matrix.jobs.map(({ outcome }) => exitCodeOfTest(outcome)))
}

async function showStage({ type, data }: JobEvent, lines: StageLines): Promise<void> {
  if (type === 'stage-finished') await lines.show({ type, stage: data.stage })
}
