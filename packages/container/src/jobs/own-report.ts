import type { TestReport } from '@coupa-connector/protocol'

/** What the container itself reports of a test, in the form of the connector's reports. It contains nothing from Coupa. */
export function createOwnReport(
  said: Pick<TestReport, 'outcome' | 'stage' | 'title' | 'message' | 'remedy' | 'retry' | 'startedAt' | 'durationMs'>,
): TestReport {
  return {
    ...said,
    grantedScopes: [],
    missingScopes: [],
    stages: [],
    probes: [],
    problems: [],
    warnings: [],
    details: {},
  }
}
