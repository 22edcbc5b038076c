import { UsageError } from '../../command/usage-error.ts'

/** Parses `--probe`: resource names separated by commas or blanks. Throws a `UsageError` when it names none. */
export function parseProbes(text: string | undefined): string[] {
  if (text === undefined) return []
  const probes = text.split(/[,\s]+/).filter((name) => name !== '')
  if (probes.length > 0) return probes
  throw new UsageError('--probe names no resource.', { suggestion: 'For example: --probe invoices,suppliers' })
}
