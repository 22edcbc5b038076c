import type { Integration, MonitoringClient } from './monitoring-client.ts'
import { ignoringRefusal } from './not-sent-error.ts'
import type { ToldRun } from './told.ts'
import type { ToldInState } from './told-in-state.ts'

export interface OpenRunOptions {
  readonly client: MonitoringClient
  readonly integration: Integration
  readonly told: ToldInState
  /** Called when Coupa has a run that the state does not know yet, and waited for. */
  readonly onCreated: () => void | Promise<void>
}

/**
 * The run in Coupa for one of our runs, created and started where it is not yet. The intent to create it is kept first, with
 * the newest run of that moment: one that is newer, of the same integration and still pending is what a program created that
 * was killed before it could keep the id.
 */
export async function openCoupaRun(
  run: string,
  { client, integration, told, onCreated }: OpenRunOptions,
): Promise<ToldRun & { readonly coupaRun: number }> {
  let toldRun = await told.of(run)
  let { coupaRun } = toldRun
  if (coupaRun === undefined) {
    coupaRun = await createdBefore(toldRun, { client, integration, told })
    if (coupaRun === undefined) {
      await told.keep(run, { ...toldRun, newestBefore: await client.newestRun() })
      coupaRun = await client.createRun(integration)
      await onCreated()
    }
    toldRun = { ...toldRun, coupaRun }
    await told.keep(run, toldRun)
  }
  if (!toldRun.isRunning) {
    // Refused where it was started before this program was killed.
    await ignoringRefusal(client.startRun(coupaRun))
    toldRun = { ...toldRun, isRunning: true }
    await told.keep(run, toldRun)
  }
  return { ...toldRun, coupaRun }
}

async function createdBefore(
  { newestBefore }: ToldRun,
  { client, integration, told }: Omit<OpenRunOptions, 'onCreated'>,
): Promise<number | undefined> {
  if (newestBefore === undefined) return undefined
  const others = new Set(Object.values((await told.all()).runs).map(({ coupaRun }) => coupaRun))
  return (await client.pendingRunsAfter(integration, newestBefore)).find((id) => !others.has(id))
}
