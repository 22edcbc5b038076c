import type { CommandInput } from '../../../command/command-input.ts'
import type { Context } from '../../../command/context.ts'
import { type CorrectedRecord, readCorrected } from '../../process-files/corrected-record.ts'
import { printShown } from '../../processes/failures/shown-failure.ts'
import { inOptions } from '../in-options.ts'
import { namedDeployment, openHubFor } from '../named-deployment.ts'
import { reportRun, retryOnHub as retryAsTheyAre } from '../runs/run-on-hub.ts'

/** Shows one record that a process of the hub has set aside. */
export async function showFailureOnHub(id: string, input: CommandInput, context: Context): Promise<number> {
  await using hub = await openHubFor(input, context)
  const params = { account: hub.account.id, deployment: (await namedDeployment(hub, input)).id }
  const { signal } = context
  const { body } = await inOptions(() => hub.client.call('failures.show', { params, body: { id }, signal }))
  await printShown(body, input, context)
  return 0
}

/** Starts a run for records that were set aside; with `--with`, for the corrected one. */
export async function retryOnHub(input: CommandInput, context: Context): Promise<number> {
  const corrected = await readCorrected(input, context)
  return corrected === undefined ? await retryAsTheyAre(input, context) : await editOnHub(corrected, input, context)
}

/** Puts a corrected record in its place, and starts the run that tries it. */
async function editOnHub({ label, record }: CorrectedRecord, input: CommandInput, context: Context): Promise<number> {
  await using hub = await openHubFor(input, context)
  const params = { account: hub.account.id, deployment: (await namedDeployment(hub, input)).id }
  const body = { id: label, record: record as never }
  const { signal } = context
  const started = await inOptions(() => hub.client.call('failures.edit', { params, body, signal }))
  return await reportRun(hub, started.body, input, context)
}
