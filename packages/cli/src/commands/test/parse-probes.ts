import { UsageError } from '../../command/usage-error.ts'
import { describeResource } from '../../input/describe-resource.ts'

/** Parses `--probe`: names of resources, separated by commas or blanks. Throws a `UsageError` for one that does not exist. */
export async function parseProbes(text: string | undefined): Promise<string[]> {
  if (text === undefined) return []
  const probes = text.split(/[,\s]+/).filter((name) => name !== '')
  if (probes.length === 0) {
    throw new UsageError('--probe names no resource.', { suggestion: 'For example: --probe invoices,suppliers' })
  }
  for (const probe of probes) await describeResource(probe)
  return probes
}
