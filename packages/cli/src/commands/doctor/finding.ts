/** What one check of this machine found. */
export interface Finding {
  readonly status: 'passed' | 'warning' | 'failed' | 'not-checked'
  /** What was looked at: `Home`, `Connection acme`. */
  readonly subject: string
  /** One sentence about its state, without secrets. */
  readonly message: string
  /** What to do about it; only with a warning or a failure. */
  readonly remedy?: string | undefined
}

/** A check that ended with an error: its sentence, and what it suggests. */
export function failedBy(subject: string, error: unknown): Finding {
  const { suggestion } = (error ?? {}) as { readonly suggestion?: unknown }
  return {
    status: 'failed',
    subject,
    message: error instanceof Error ? error.message : String(error),
    remedy: typeof suggestion === 'string' ? suggestion : undefined,
  }
}
