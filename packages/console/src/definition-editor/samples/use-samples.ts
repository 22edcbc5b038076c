import type { CatalogResource } from '@coupa-connector/protocol'
import { useEffect } from 'react'
import { client } from '../../api/client.ts'
import { customFields, type FieldSamples } from '../../catalog/fields/field-tree.ts'
import { nestFields } from '../../catalog/fields/nest-fields.ts'
import { useJobRun } from '../../jobs/use-job-run.ts'
import { pathsOf, type SampleRecord, samplesOf } from './read-samples.ts'

/** Where records are read from for samples. */
interface SampleTarget {
  readonly account: string
  readonly connection: string | undefined
  readonly container: string | undefined
}

export interface SamplesState extends FieldSamples {
  /** Paths of fields that have values. */
  readonly paths: readonly string[]
  readonly isReading: boolean
  /** How many records were read; undefined before. */
  readonly count: number | undefined
  /** Why none were read, as a sentence. */
  readonly problem: string | undefined
}

const sampleCount = 3

/** A few real records of a resource, read once when they are wanted, with every custom field that they have. */
export function useSamples(
  { account, connection, container }: SampleTarget,
  resource: CatalogResource | undefined,
  { paths, isWanted }: { readonly paths: readonly string[]; readonly isWanted: boolean },
): SamplesState {
  const run = useJobRun()
  const { job } = run
  const isReady = isWanted && resource !== undefined && connection !== undefined && container !== undefined
  const place = `${connection} ${container} ${resource?.name}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once for a place; the fields of a draft change all the time
  useEffect(() => {
    if (!isReady) return
    const simple = resource.fields.filter(({ isReadable, type }) => isReadable && type !== 'array' && type !== 'object')
    const named = new Set([
      ...simple.map(({ name }) => name),
      ...paths.filter((path) => !path.startsWith(customFields)),
    ])
    const hasOwn = resource.fields.some(({ name }) => name === customFields)
    const fields = [...nestFields([...named]), ...(hasOwn ? [{ [customFields]: {} }] : [])]
    run.start({
      account,
      ask: async (idempotencyKey) =>
        (
          await client.call('operations.start', {
            params: { account, connection },
            body: {
              container,
              operation: { action: 'query', resource: resource.name, query: { fields }, limit: sampleCount },
            },
            idempotencyKey,
          })
        ).body,
    })
  }, [isReady, place])
  const records = (job?.state === 'finished' ? (job.result?.records ?? []) : []) as readonly SampleRecord[]
  const hasFailed = job?.state === 'finished' && job.outcome !== 'OK'
  return {
    ...samplesOf(records),
    paths: pathsOf(records),
    isReading: run.isRunning,
    count: job?.state === 'finished' && !hasFailed ? records.length : undefined,
    problem: hasFailed
      ? (job.result?.message ?? 'No records could be read.')
      : run.error instanceof Error
        ? run.error.message
        : undefined,
  }
}
