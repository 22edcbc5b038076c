import { isCoupaError } from '@coupa-connector/connector'
import type { CoupaInbox, LoadSource } from '@coupa-connector/endpoints'
import { endCheck, type Stage } from './end-check.ts'
import type { CarryOutLoadOptions } from './load-options.ts'

/** Tries both ends of a load without loading a record, and ends the run with what each stage came to. */
export async function checkLoadEnds(
  options: CarryOutLoadOptions & { readonly source: LoadSource; readonly inbox?: CoupaInbox | undefined },
): Promise<void> {
  const { runState, source, inbox, clock } = options
  const startedAt = new Date(clock.now()).toISOString()
  const stages: Stage[] = [await lookUpOne(options)]
  for await (const stage of source.check()) stages.push({ ...stage, stage: `source-${stage.stage}` })
  for await (const stage of inbox?.check() ?? []) stages.push({ ...stage, stage: `inbox-${stage.stage}` })
  await endCheck(runState, stages, { startedAt, endedAt: new Date(clock.now()).toISOString() })
}

/** Loads find records before they write them. */
async function lookUpOne({ definition, connection, clock, signal }: CarryOutLoadOptions): Promise<Stage> {
  const startedMs = clock.monotonicMs()
  const { parent, resource: own } = definition.destination
  // Of what the REST API does not have, Coupa's list of files tells.
  const name = parent?.resource ?? (own === '' ? 'data_file_sources' : own)
  const done = (stage: Omit<Stage, 'stage' | 'durationMs'>): Stage => ({
    stage: 'coupa-read',
    ...stage,
    durationMs: Math.round(clock.monotonicMs() - startedMs),
  })
  try {
    const query = { fields: ['id'], limit: 1, priority: 'interactive', signal } as const
    const [record] = await connection.resource<string>(name).query(query).toArray()
    const message = record === undefined ? `There are no ${name} yet.` : `${name} ${record.id} was found.`
    return done({ status: 'passed', message })
  } catch (error) {
    if (!isCoupaError(error)) throw error
    return done({ status: 'failed', code: error.code, message: error.message, remedy: error.suggestion })
  }
}
